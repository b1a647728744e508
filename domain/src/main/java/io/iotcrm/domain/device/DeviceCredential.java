package io.iotcrm.domain.device;

import io.iotcrm.domain.platform.Ids;
import io.iotcrm.domain.security.SecretHash;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** One secret of a device. A device may have two for a while, so that it can be rotated. */
@Entity
@Table(name = "device_credential")
public class DeviceCredential {
  @Id private UUID id;

  @Column(name = "device_id")
  private String deviceId;

  @Column(name = "secret_salt")
  private byte[] salt;

  @Column(name = "secret_hash")
  private byte[] hash;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "revoked_at")
  private Instant revokedAt;

  protected DeviceCredential() {}

  public DeviceCredential(String deviceId, SecretHash secret) {
    this.id = Ids.next();
    this.deviceId = deviceId;
    this.salt = secret.salt();
    this.hash = secret.hash();
    this.createdAt = Instant.now();
  }

  public void revoke() {
    if (revokedAt == null) {
      revokedAt = Instant.now();
    }
  }

  public String getDeviceId() {
    return deviceId;
  }

  public SecretHash getSecret() {
    return new SecretHash(salt, hash);
  }

  public boolean isRevoked() {
    return revokedAt != null;
  }
}
