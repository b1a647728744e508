package io.iotcrm.ejb.device;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.device.CredentialKind;
import io.iotcrm.domain.device.CredentialSecret;
import io.iotcrm.domain.device.CredentialView;
import io.iotcrm.domain.device.Device;
import io.iotcrm.domain.device.DeviceCredential;
import io.iotcrm.domain.device.NewCredential;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.RecordNotFoundException;
import io.iotcrm.domain.security.Action;
import io.iotcrm.domain.security.AuditEntry;
import io.iotcrm.domain.security.AuditEvent;
import io.iotcrm.domain.security.RecordKind;
import io.iotcrm.ejb.platform.Records;
import io.iotcrm.ejb.security.AuditLog;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** How each device proves who it is: made, replaced with an overlap, taken away, run out. */
@Stateless
public class DeviceCredentials {
  private static final String CREDENTIAL = "device credential";
  private static final Duration LONGEST_OVERLAP = Duration.ofDays(90);
  private static final int SHOWN = 50;

  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private Records records;
  @Inject private CredentialMaker maker;
  @EJB private AuditLog audit;

  /** Newest first, at most 50; those that no longer count are among them. */
  @RolesAllowed({ADMIN, SUPPORT, INTEGRATOR})
  public List<CredentialView> list(String deviceId) {
    records.allowed(Action.EDIT, Device.class, RecordKind.DEVICE, deviceId);
    return em.createQuery(
            "select c from DeviceCredential c where c.deviceId = ?1 order by c.createdAt desc, c.id",
            DeviceCredential.class)
        .setParameter(1, deviceId)
        .setMaxResults(SHOWN)
        .getResultStream()
        .map(CredentialView::of)
        .toList();
  }

  /** Gives the device one more; those before it go on. */
  @RolesAllowed({ADMIN, SUPPORT, INTEGRATOR})
  public CredentialSecret create(String deviceId, NewCredential wanted) {
    records.allowed(Action.EDIT, Device.class, RecordKind.DEVICE, deviceId);
    CredentialSecret made = maker.make(deviceId, wanted);
    records.save("create", CREDENTIAL, made.credential().id());
    return made;
  }

  /** Makes a new token, returned only here; the tokens and passwords before it end at once. */
  @RolesAllowed({ADMIN, SUPPORT, INTEGRATOR})
  public CredentialSecret replaceAll(String deviceId) {
    records.allowed(Action.EDIT, Device.class, RecordKind.DEVICE, deviceId);
    maker.valid(deviceId).stream()
        .filter(c -> c.getKind() == CredentialKind.TOKEN || c.getKind() == CredentialKind.PASSWORD)
        .forEach(DeviceCredential::revoke);
    CredentialSecret made = maker.make(deviceId, NewCredential.token());
    records.save("rotate-secret", "device", deviceId);
    return made;
  }

  /**
   * Makes another of the same kind.
   *
   * @param given what the new one is to have of what the device knows already; null: all is made.
   *     An X509 needs its certificate
   * @param oldValidUntil the old one's end; null: at once. At most 90 days ahead
   */
  @RolesAllowed({ADMIN, SUPPORT, INTEGRATOR})
  public CredentialSecret rotate(
      String deviceId, UUID credentialId, NewCredential given, Instant oldValidUntil) {
    DeviceCredential old = find(deviceId, credentialId);
    Instant now = Instant.now();
    if (!old.isValid(now)) {
      throw new InvalidInputException("", "the credential has ended; make a new one");
    }
    if (oldValidUntil != null && oldValidUntil.isAfter(now.plus(LONGEST_OVERLAP))) {
      throw new InvalidInputException("/oldValidUntil", "must be within 90 days from now");
    }
    if (given != null && given.kind() != old.getKind()) {
      throw new InvalidInputException("/kind", "must be the old one's: " + old.getKind());
    }
    boolean overlaps = oldValidUntil != null && oldValidUntil.isAfter(now);
    old.endAt(overlaps ? oldValidUntil : now);
    CredentialSecret made = maker.make(deviceId, successor(old, given, overlaps));
    records.flush(CREDENTIAL, credentialId);
    audit.record(
        new AuditEvent(
            "rotate",
            CREDENTIAL,
            credentialId.toString(),
            AuditEntry.Outcome.ALLOWED,
            null,
            "by " + made.credential().id() + ", the old one ends " + old.getExpiresAt()));
    return made;
  }

  /** A password keeps its user name. An identity is kept only where it is free by then. */
  private static NewCredential successor(
      DeviceCredential old, NewCredential given, boolean overlaps) {
    if (given != null && given.publicId() != null) {
      return given;
    }
    boolean keeps =
        old.getKind() == CredentialKind.PASSWORD
            || (old.getKind() == CredentialKind.PSK && !overlaps);
    return new NewCredential(
        old.getKind(),
        keeps ? old.getPublicId() : null,
        given == null ? null : given.secret(),
        given == null ? null : given.certificate(),
        given == null ? null : given.expiresAt());
  }

  /** Ends it at once: doors that remember it refuse within a minute, connections are cut. */
  @RolesAllowed({ADMIN, SUPPORT, INTEGRATOR})
  public void revoke(String deviceId, UUID credentialId) {
    find(deviceId, credentialId).revoke();
    records.save("revoke", CREDENTIAL, credentialId);
  }

  /**
   * Marks those whose time is over, so that whoever follows the registry by its changes hears of
   * it. Doors that look the time up themselves refuse earlier.
   *
   * @return how many
   */
  @PermitAll
  public int endExpired() {
    List<DeviceCredential> ended =
        em.createQuery(
                "select c from DeviceCredential c where c.revokedAt is null"
                    + " and c.expiresAt <= ?1",
                DeviceCredential.class)
            .setParameter(1, Instant.now())
            .setMaxResults(1_000)
            .getResultList();
    for (DeviceCredential credential : ended) {
      credential.revoke();
      audit.record(AuditEvent.allowed("expire", CREDENTIAL, credential.getId()));
    }
    return ended.size();
  }

  private DeviceCredential find(String deviceId, UUID credentialId) {
    records.allowed(Action.EDIT, Device.class, RecordKind.DEVICE, deviceId);
    DeviceCredential found = em.find(DeviceCredential.class, credentialId);
    if (found == null || !found.getDeviceId().equals(deviceId)) {
      throw new RecordNotFoundException(CREDENTIAL, credentialId);
    }
    return found;
  }
}
