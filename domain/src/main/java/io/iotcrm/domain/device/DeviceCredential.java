package io.iotcrm.domain.device;

import io.iotcrm.domain.platform.Ids;
import io.iotcrm.domain.security.SecretHash;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/**
 * One way for a device to prove who it is. A device may have several, of several kinds; while it is
 * being given a new one, the old one goes on for a while.
 */
@Entity
@Table(name = "device_credential")
public class DeviceCredential {
  @Id private UUID id;

  @Column(name = "device_id")
  private String deviceId;

  @Enumerated(EnumType.STRING)
  private CredentialKind kind;

  @Column(name = "public_id")
  private String publicId;

  @Column(name = "secret_salt")
  private byte[] salt;

  @Column(name = "secret_hash")
  private byte[] hash;

  @Column(name = "key_sealed")
  private byte[] sealedKey;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "expires_at")
  private Instant expiresAt;

  @Column(name = "revoked_at")
  private Instant revokedAt;

  /** Written by the doors themselves, past this entity. */
  @Column(name = "last_used_at", insertable = false, updatable = false)
  private Instant lastUsedAt;

  protected DeviceCredential() {}

  private DeviceCredential(
      UUID id, String deviceId, CredentialKind kind, String publicId, Instant expiresAt) {
    this.id = id;
    this.deviceId = deviceId;
    this.kind = kind;
    this.publicId = publicId;
    this.createdAt = Instant.now();
    this.expiresAt = expiresAt;
  }

  /**
   * @param expiresAt null: never
   */
  public static DeviceCredential token(String deviceId, SecretHash secret, Instant expiresAt) {
    DeviceCredential made =
        new DeviceCredential(Ids.next(), deviceId, CredentialKind.TOKEN, null, expiresAt);
    made.keep(secret);
    return made;
  }

  /**
   * @param userName what the device signs in as; null: {@code device/ID}
   */
  public static DeviceCredential password(
      String deviceId, String userName, SecretHash secret, Instant expiresAt) {
    DeviceCredential made =
        new DeviceCredential(Ids.next(), deviceId, CredentialKind.PASSWORD, userName, expiresAt);
    made.keep(secret);
    return made;
  }

  /**
   * @param id the credential's own, which its key is sealed for
   */
  public static DeviceCredential psk(
      UUID id, String deviceId, String identity, byte[] sealedKey, Instant expiresAt) {
    DeviceCredential made =
        new DeviceCredential(id, deviceId, CredentialKind.PSK, identity, expiresAt);
    made.sealedKey = sealedKey;
    return made;
  }

  /** Ends with the certificate at the latest. */
  public static DeviceCredential certificate(
      String deviceId, ClientCertificate certificate, Instant expiresAt) {
    Instant end =
        expiresAt == null || expiresAt.isAfter(certificate.notAfter())
            ? certificate.notAfter()
            : expiresAt;
    return new DeviceCredential(
        Ids.next(), deviceId, CredentialKind.X509, certificate.fingerprint(), end);
  }

  private void keep(SecretHash secret) {
    salt = secret.salt();
    hash = secret.hash();
  }

  /** Ends it at once. */
  public void revoke() {
    if (revokedAt == null) {
      revokedAt = Instant.now();
    }
  }

  /** Ends it at a moment; never later than it would have ended anyway. */
  public void endAt(Instant moment) {
    if (expiresAt == null || moment.isBefore(expiresAt)) {
      expiresAt = moment;
    }
    if (!moment.isAfter(Instant.now())) {
      revoke();
    }
  }

  /** Whether it lets the device in at that moment, the device itself being let in. */
  public boolean isValid(Instant now) {
    return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
  }

  public UUID getId() {
    return id;
  }

  public String getDeviceId() {
    return deviceId;
  }

  public CredentialKind getKind() {
    return kind;
  }

  public String getPublicId() {
    return publicId;
  }

  public Instant getCreatedAt() {
    return createdAt;
  }

  public Instant getExpiresAt() {
    return expiresAt;
  }

  public Instant getRevokedAt() {
    return revokedAt;
  }

  public Instant getLastUsedAt() {
    return lastUsedAt;
  }
}
