package io.iotcrm.ejb.device;

import io.iotcrm.domain.security.AuditEntry;
import io.iotcrm.domain.security.AuditEvent;
import io.iotcrm.ejb.platform.Meters;
import io.iotcrm.ejb.security.AuditLog;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.UUID;

/** Keeps what was refused, though the refused transaction is undone. */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class ProvisioningRefusals {
  @Inject private ProvisioningTable table;
  @Inject private Meters meters;
  @EJB private AuditLog audit;

  /**
   * @param reason no secret
   */
  public void count(UUID profileId, String reason) {
    table.countRefused(profileId);
    meters.provisioned("key", "refused");
    audit.record(
        new AuditEvent(
            "provision",
            "device profile",
            profileId.toString(),
            AuditEntry.Outcome.DENIED,
            null,
            reason));
  }
}
