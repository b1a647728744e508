package io.iotcrm.web.customer;

import io.iotcrm.domain.customer.Conversion;
import io.iotcrm.domain.customer.Likeness;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.ejb.customer.LeadConversion;
import io.iotcrm.web.platform.Changes;
import io.iotcrm.web.platform.Params;
import io.iotcrm.web.platform.Visitor;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** What a lead is to become, as people choose it. */
@Named
@RequestScoped
public class ConversionForm {
  @EJB private LeadConversion conversion;
  @Inject private LeadPage page;
  @Inject private Params params;
  @Inject private Changes changes;
  @Inject private Visitor visitor;
  private String account;
  private String contact;
  private String dealName;
  private BigDecimal amount;
  private String currency = "EUR";
  private String closeOn;
  private Long version;

  /** Whether the visitor may convert the lead that is shown, and it can be. */
  public boolean isOffered() {
    return visitor.is("admin sales") && page.getLead() != null && page.getLead().status().isOpen();
  }

  public void convert() {
    UUID id = Params.id("lead", params.get("id"));
    changes.attempt(() -> conversion.convert(id, conversion(), version), "lead.converted");
    page.open();
    version = page.getVersion();
  }

  private Conversion conversion() {
    boolean opens = dealName != null && !dealName.isBlank();
    return new Conversion(
        Params.optionalId(account).orElse(null),
        Params.optionalId(contact).orElse(null),
        opens
            ? new Conversion.NewDeal(
                dealName.strip(),
                amount,
                amount == null || currency == null
                    ? null
                    : currency.strip().toUpperCase(Locale.ROOT),
                day())
            : null);
  }

  private LocalDate day() {
    try {
      return closeOn == null || closeOn.isBlank() ? null : LocalDate.parse(closeOn.strip());
    } catch (DateTimeParseException e) {
      throw new InvalidInputException("/closeOn", "must be a date, e.g. 2026-03-31");
    }
  }

  /** Accounts that may be the lead's company. */
  public List<Likeness> getAccounts() {
    return of("account");
  }

  /** Contacts that may be the lead's person. */
  public List<Likeness> getContacts() {
    return of("contact");
  }

  private List<Likeness> of(String kind) {
    return page.getSimilar().stream().filter(one -> one.kind().equals(kind)).toList();
  }

  public String getAccount() {
    return account;
  }

  public void setAccount(String account) {
    this.account = account;
  }

  public String getContact() {
    return contact;
  }

  public void setContact(String contact) {
    this.contact = contact;
  }

  public String getDealName() {
    return dealName;
  }

  public void setDealName(String dealName) {
    this.dealName = dealName;
  }

  public BigDecimal getAmount() {
    return amount;
  }

  public void setAmount(BigDecimal amount) {
    this.amount = amount;
  }

  public String getCurrency() {
    return currency;
  }

  public void setCurrency(String currency) {
    this.currency = currency;
  }

  public String getCloseOn() {
    return closeOn;
  }

  public void setCloseOn(String closeOn) {
    this.closeOn = closeOn;
  }

  public Long getVersion() {
    return version == null ? page.getVersion() : version;
  }

  public void setVersion(Long version) {
    this.version = version;
  }
}
