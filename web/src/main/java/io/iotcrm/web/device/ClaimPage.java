package io.iotcrm.web.device;

import io.iotcrm.domain.device.DeviceView;
import io.iotcrm.ejb.device.Provisioning;
import io.iotcrm.web.platform.Changes;
import io.iotcrm.web.platform.Params;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.UUID;

/** A device that shows a code becomes a customer's. The customer is in the page's address. */
@Named
@RequestScoped
public class ClaimPage {
  @EJB private Provisioning provisioning;
  @Inject private Params params;
  @Inject private Changes changes;
  private UUID accountId;
  private UUID contactId;
  private String code;
  private DeviceView claimed;

  @PostConstruct
  void readAddress() {
    accountId = Params.optionalId(params.get("account")).orElse(null);
    contactId = Params.optionalId(params.get("contact")).orElse(null);
  }

  public void claim() {
    if (changes.attempt(
        () -> claimed = provisioning.claim(code, accountId, contactId), "claim.done")) {
      code = null;
    }
  }

  /** The device that was just claimed; null at any other time. */
  public DeviceView getClaimed() {
    return claimed;
  }

  public UUID getAccountId() {
    return accountId;
  }

  public UUID getContactId() {
    return contactId;
  }

  public String getCode() {
    return code;
  }

  public void setCode(String code) {
    this.code = code;
  }
}
