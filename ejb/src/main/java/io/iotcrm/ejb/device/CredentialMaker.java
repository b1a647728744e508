package io.iotcrm.ejb.device;

import io.iotcrm.domain.device.ClientCertificate;
import io.iotcrm.domain.device.CredentialKind;
import io.iotcrm.domain.device.CredentialSecret;
import io.iotcrm.domain.device.CredentialView;
import io.iotcrm.domain.device.DeviceCredential;
import io.iotcrm.domain.device.NewCredential;
import io.iotcrm.domain.platform.Ids;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.security.Seal;
import io.iotcrm.domain.security.SecretHash;
import io.iotcrm.ejb.platform.SealingKey;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Makes credentials, in the transaction of the service that asks. Who may, the service says. */
@Dependent
class CredentialMaker {
  /** More than any device needs while it is being moved from one to another. */
  static final int MOST = 20;

  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private SealingKey sealing;

  /** Those that still let the device in, or would after it is unblocked. */
  List<DeviceCredential> valid(String deviceId) {
    return em.createQuery(
            "select c from DeviceCredential c where c.deviceId = ?1 and c.revokedAt is null"
                + " and (c.expiresAt is null or c.expiresAt > ?2)"
                + " order by c.createdAt",
            DeviceCredential.class)
        .setParameter(1, deviceId)
        .setParameter(2, Instant.now())
        .getResultList();
  }

  CredentialSecret make(String deviceId, NewCredential wanted) {
    if (valid(deviceId).size() >= MOST) {
      throw new InvalidInputException("", "a device has at most " + MOST + " credentials");
    }
    String secret = wanted.secret() == null ? SecretHash.newSecret() : wanted.secret();
    DeviceCredential made =
        switch (wanted.kind()) {
          case TOKEN -> DeviceCredential.token(deviceId, SecretHash.of(secret), wanted.expiresAt());
          case PASSWORD -> password(deviceId, wanted, secret);
          case PSK -> psk(deviceId, wanted, secret);
          case X509 -> certificate(deviceId, wanted);
        };
    em.persist(made);
    boolean madeHere = wanted.kind() != CredentialKind.X509 && wanted.secret() == null;
    return new CredentialSecret(CredentialView.of(made), madeHere ? secret : null);
  }

  private DeviceCredential password(String deviceId, NewCredential wanted, String secret) {
    String userName = wanted.publicId();
    if (userName != null) {
      List<String> others =
          em.createQuery(
                  "select c.deviceId from DeviceCredential c where c.kind = ?1 and c.publicId = ?2"
                      + " and c.deviceId <> ?3 and c.revokedAt is null",
                  String.class)
              .setParameter(1, CredentialKind.PASSWORD)
              .setParameter(2, userName)
              .setParameter(3, deviceId)
              .setMaxResults(1)
              .getResultList();
      if (!others.isEmpty()) {
        throw new InvalidInputException("/publicId", "is another device's user name");
      }
    }
    return DeviceCredential.password(deviceId, userName, SecretHash.of(secret), wanted.expiresAt());
  }

  private DeviceCredential psk(String deviceId, NewCredential wanted, String secret) {
    Seal seal =
        sealing
            .seal()
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        "/kind", "cannot be PSK: iotcrm.security.sealing-key is not set"));
    String identity = wanted.publicId() == null ? freeIdentity(deviceId) : wanted.publicId();
    requireFree(CredentialKind.PSK, identity, "/publicId", "is in use already");
    UUID id = Ids.next();
    byte[] sealed = seal.close(NewCredential.key(secret), id.toString());
    return DeviceCredential.psk(id, deviceId, identity, sealed, wanted.expiresAt());
  }

  /** The device's id, or with a number while that is still in use: DTLS knows one key for each. */
  private String freeIdentity(String deviceId) {
    for (int n = 1; n <= MOST; n++) {
      String identity = n == 1 ? deviceId : deviceId + "." + n;
      if (isFree(CredentialKind.PSK, identity)) {
        return identity;
      }
    }
    throw new InvalidInputException("/publicId", "is needed: " + deviceId + " is in use");
  }

  private DeviceCredential certificate(String deviceId, NewCredential wanted) {
    ClientCertificate certificate = ClientCertificate.ofPem(wanted.certificate(), "/certificate");
    requireFree(
        CredentialKind.X509, certificate.fingerprint(), "/certificate", "is registered already");
    return DeviceCredential.certificate(deviceId, certificate, wanted.expiresAt());
  }

  private void requireFree(CredentialKind kind, String publicId, String pointer, String otherwise) {
    if (!isFree(kind, publicId)) {
      throw new InvalidInputException(pointer, otherwise);
    }
  }

  private boolean isFree(CredentialKind kind, String publicId) {
    em.flush();
    return em.createQuery(
                "select count(c) from DeviceCredential c where c.kind = ?1 and c.publicId = ?2"
                    + " and c.revokedAt is null",
                Long.class)
            .setParameter(1, kind)
            .setParameter(2, publicId)
            .getSingleResult()
        == 0;
  }
}
