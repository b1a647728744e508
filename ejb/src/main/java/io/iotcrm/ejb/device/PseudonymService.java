package io.iotcrm.ejb.device;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.PRIVACY;

import io.iotcrm.domain.platform.RecordNotFoundException;
import io.iotcrm.domain.security.AuditEvent;
import io.iotcrm.domain.telemetry.privacy.Pseudonyms;
import io.iotcrm.ejb.security.AuditLog;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.SQLException;

/**
 * Answers for those who may know which name a pseudonym stands for. Every answer is in the audit,
 * without the name.
 */
@Stateless
public class PseudonymService {
  private static final String PSEUDONYM = "pseudonym";

  @Inject private DevicePseudonyms pseudonyms;
  @EJB private AuditLog audit;

  /** The pseudonym of a name: so one finds the readings of a person who asks for theirs. */
  @RolesAllowed({ADMIN, PRIVACY})
  public String of(Pseudonyms.Kind kind, String name) {
    try {
      String pseudonym = new Pseudonyms(pseudonyms.key()).of(kind, name);
      audit.record(AuditEvent.allowed("compute", PSEUDONYM, pseudonym));
      return pseudonym;
    } catch (SQLException e) {
      throw new EJBException(e);
    }
  }

  /** The device behind a pseudonym. */
  @RolesAllowed({ADMIN, PRIVACY})
  public String device(String pseudonym) {
    try {
      String device = pseudonyms.device(pseudonym);
      if (device == null) {
        throw new RecordNotFoundException(PSEUDONYM, pseudonym);
      }
      audit.record(AuditEvent.allowed("resolve", PSEUDONYM, pseudonym));
      return device;
    } catch (SQLException e) {
      throw new EJBException(e);
    }
  }
}
