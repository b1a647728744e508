package io.iotcrm.web.sales;

import io.iotcrm.domain.customer.AccountQuery;
import io.iotcrm.domain.customer.AccountView;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.sales.DealDetails;
import io.iotcrm.domain.sales.DealView;
import io.iotcrm.domain.sales.LossReasonView;
import io.iotcrm.domain.sales.PipelineView;
import io.iotcrm.domain.sales.StageChangeView;
import io.iotcrm.domain.sales.StageMove;
import io.iotcrm.ejb.customer.AccountService;
import io.iotcrm.ejb.sales.DealMoves;
import io.iotcrm.ejb.sales.DealService;
import io.iotcrm.ejb.sales.LossReasonService;
import io.iotcrm.ejb.sales.PipelineService;
import io.iotcrm.web.platform.Changes;
import io.iotcrm.web.platform.Params;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.model.SelectItem;
import jakarta.faces.model.SelectItemGroup;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * A deal as people write it: a new one, perhaps of an account that the address names, or one that
 * is there. The version that was shown travels with the form.
 */
@Named
@RequestScoped
public class DealPage {
  private static final int SUGGESTED = 100;

  @EJB private DealService deals;
  @EJB private AccountService accounts;
  @EJB private DealMoves moves;
  @EJB private PipelineService pipelines;
  @EJB private LossReasonService reasons;
  @Inject private Params params;
  @Inject private Changes changes;
  private String id;
  private DealView deal;
  private DealView made;
  private String name;
  private String account;
  private String stage;
  private String source;
  private String lostReason;
  private String competitor;
  private String lostNote;
  private BigDecimal amount;
  private String currency = "EUR";
  private String closeOn;
  private String owner;
  private Long version;

  @PostConstruct
  void readAddress() {
    id = params.get("id");
  }

  /** Before anything is drawn, so that a record that does not exist is "not found". */
  public void open() {
    if (id != null) {
      show();
    } else if (params.get("account") != null) {
      account = accounts.get(Params.id("account", params.get("account"))).name();
    }
    if (id == null) {
      stage = first(params.get("pipeline"));
    }
  }

  /** The first stage of a pipeline; of the default one where there is no such. */
  private String first(String pipelineKey) {
    List<PipelineView> all = pipelines.list(false);
    return all.stream()
        .filter(one -> one.key().equals(pipelineKey))
        .findFirst()
        .or(() -> all.stream().filter(PipelineView::isDefault).findFirst())
        .map(one -> one.key() + "/" + one.stages().get(0).key())
        .orElse(null);
  }

  private void show() {
    deal = deals.get(dealId());
    name = deal.name();
    account = deal.accountName();
    stage = deal.pipeline() + "/" + deal.stage();
    source = deal.source();
    lostReason = deal.lostReason();
    competitor = deal.competitor();
    lostNote = deal.lostNote();
    amount = deal.amount();
    currency = deal.currency() == null ? currency : deal.currency();
    closeOn = deal.closeOn() == null ? null : deal.closeOn().toString();
    owner = deal.ownerUsername();
    version = deal.version();
  }

  public void save() {
    if (id == null) {
      if (changes.attempt(() -> made = deals.create(details(null)), "deal.made")) {
        name = null;
        amount = null;
        closeOn = null;
      }
    } else {
      boolean saved =
          changes.attempt(
              () -> deals.update(dealId(), details(getDeal().contactId()), version), "deal.saved");
      // What is refused stays as it was typed; after somebody else's change the form begins anew.
      if (saved || getDeal().version() != version) {
        show();
      }
    }
  }

  private UUID dealId() {
    return Params.id("deal", id);
  }

  private DealDetails details(UUID contactId) {
    return new DealDetails(
        name,
        account(),
        contactId,
        move(),
        amount,
        amount == null ? null : currency.strip().toUpperCase(Locale.ROOT),
        day(),
        owner == null || owner.isBlank() ? null : owner.strip(),
        source);
  }

  private StageMove move() {
    String[] parts = stage == null ? new String[0] : stage.split("/", 2);
    if (parts.length != 2) {
      throw new InvalidInputException("/stage", "must be chosen");
    }
    return new StageMove(parts[0], parts[1], lostReason, competitor, lostNote);
  }

  /** By its whole name, in any case; where several have it, the one that the deal has already. */
  private UUID account() {
    String wanted = account == null ? "" : account.strip();
    if (getDeal() != null && wanted.equals(getDeal().accountName())) {
      return getDeal().accountId();
    }
    UUID named = Params.optionalId(params.get("account")).orElse(null);
    List<AccountView> found =
        accounts.list(new AccountQuery(wanted, null, PageRequest.first(SUGGESTED))).items().stream()
            .filter(one -> one.name().equalsIgnoreCase(wanted))
            .toList();
    return found.stream()
        .map(AccountView::id)
        .filter(one -> found.size() == 1 || one.equals(named))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "/account",
                    found.isEmpty()
                        ? "must be the name of an account"
                        : "is the name of several accounts; begin on the account's page"));
  }

  private LocalDate day() {
    try {
      return closeOn == null || closeOn.isBlank() ? null : LocalDate.parse(closeOn.strip());
    } catch (DateTimeParseException e) {
      throw new InvalidInputException("/closeOn", "must be a date, e.g. 2026-03-31");
    }
  }

  /** Names to choose from; any other may be typed. */
  public List<String> getAccountNames() {
    return accounts
        .list(new AccountQuery(null, null, PageRequest.first(SUGGESTED)))
        .items()
        .stream()
        .map(AccountView::name)
        .distinct()
        .toList();
  }

  /** The stages of all pipelines, each under its pipeline's name where there are several. */
  public List<SelectItem> getStageItems() {
    List<SelectItem> items = new ArrayList<>();
    List<PipelineView> all =
        pipelines.list(true).stream()
            .filter(one -> !one.retired() || deal != null && one.key().equals(deal.pipeline()))
            .toList();
    for (PipelineView pipeline : all) {
      SelectItem[] own =
          pipeline.stages().stream()
              .map(one -> new SelectItem(pipeline.key() + "/" + one.key(), one.name()))
              .toArray(SelectItem[]::new);
      if (all.size() == 1) {
        items.addAll(List.of(own));
      } else {
        items.add(new SelectItemGroup(pipeline.name(), null, false, own));
      }
    }
    return items;
  }

  /** Those to choose from, and the one that the deal has. */
  public List<String> getReasons() {
    return reasons.list(true).stream()
        .filter(reason -> !reason.retired() || reason.name().equals(lostReason))
        .map(LossReasonView::name)
        .toList();
  }

  /** The stages that it came to, the last first. */
  public List<StageChangeView> getHistory() {
    return id == null ? List.of() : moves.history(dealId());
  }

  /** The deal that is shown; null for a new one. */
  public DealView getDeal() {
    if (deal == null && id != null) {
      deal = deals.get(dealId());
    }
    return deal;
  }

  /** The deal that has just been made; null at any other time. */
  public DealView getMade() {
    return made;
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public String getAccount() {
    return account;
  }

  public void setAccount(String account) {
    this.account = account;
  }

  public String getStage() {
    return stage;
  }

  public void setStage(String stage) {
    this.stage = stage;
  }

  public String getSource() {
    return source;
  }

  public void setSource(String source) {
    this.source = source;
  }

  public String getLostReason() {
    return lostReason;
  }

  public void setLostReason(String lostReason) {
    this.lostReason = lostReason;
  }

  public String getCompetitor() {
    return competitor;
  }

  public void setCompetitor(String competitor) {
    this.competitor = competitor;
  }

  public String getLostNote() {
    return lostNote;
  }

  public void setLostNote(String lostNote) {
    this.lostNote = lostNote;
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

  public String getOwner() {
    return owner;
  }

  public void setOwner(String owner) {
    this.owner = owner;
  }

  public Long getVersion() {
    return version;
  }

  public void setVersion(Long version) {
    this.version = version;
  }
}
