package io.iotcrm.ejb.device;

import io.iotcrm.domain.device.ProvisioningAuthority;
import io.iotcrm.domain.device.ProvisioningKey;
import io.iotcrm.domain.security.SecretHash;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.NativeRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The SQL of provisioning. Inside a transaction of the container it joins that. */
@ApplicationScoped
public class ProvisioningTable {
  @Inject private Database database;

  /** For the container. */
  public ProvisioningTable() {}

  /** For use outside a container. */
  ProvisioningTable(Database database) {
    this.database = database;
  }

  /** A profile's key as it is checked. */
  record Stored(UUID profileId, String profileKey, SecretHash secret, boolean switchedOn) {}

  Optional<ProvisioningKey> key(UUID profileId) {
    return query(
            "select key, created_at, last_used_at, devices, refused from provisioning_key"
                + " where profile_id = ?",
            row ->
                new ProvisioningKey(
                    row.getString(1),
                    NativeRows.instant(row.getTimestamp(2)),
                    NativeRows.instant(row.getTimestamp(3)),
                    row.getLong(4),
                    row.getLong(5)),
            profileId)
        .stream()
        .findFirst();
  }

  /** Replaces the key that the profile may have; the counts begin anew. */
  void putKey(UUID profileId, String key, SecretHash secret) {
    update(
        "insert into provisioning_key (profile_id, key, secret_salt, secret_hash)"
            + " values (?, ?, ?, ?) on conflict (profile_id) do update set key = excluded.key,"
            + " secret_salt = excluded.secret_salt, secret_hash = excluded.secret_hash,"
            + " created_at = now(), last_used_at = null, devices = 0, refused = 0",
        profileId,
        key,
        secret.salt(),
        secret.hash());
  }

  boolean removeKey(UUID profileId) {
    return update("delete from provisioning_key where profile_id = ?", profileId) == 1;
  }

  Optional<Stored> byKey(String key) {
    return query(
            "select p.id, p.key, k.secret_salt, k.secret_hash,"
                + " coalesce((p.settings #>> '{provisioning,byKey}')::boolean, false)"
                + " from provisioning_key k join device_profile p on p.id = k.profile_id"
                + " where k.key = ?",
            row ->
                new Stored(
                    row.getObject(1, UUID.class),
                    row.getString(2),
                    new SecretHash(row.getBytes(3), row.getBytes(4)),
                    row.getBoolean(5)),
            key)
        .stream()
        .findFirst();
  }

  /** Whether one more may register by itself; others wait until this transaction has ended. */
  boolean hasRoom(UUID profileId) {
    return query(
            "select provisioning_has_room(p) from device_profile p where p.id = ?",
            row -> row.getBoolean(1),
            profileId)
        .get(0);
  }

  void countRegistered(UUID profileId, String deviceId) {
    update("update device set provisioned_by = 'KEY' where id = ?", deviceId);
    update(
        "update provisioning_key set devices = devices + 1, last_used_at = now()"
            + " where profile_id = ?",
        profileId);
  }

  void countRefused(UUID profileId) {
    update("update provisioning_key set refused = refused + 1 where profile_id = ?", profileId);
  }

  List<ProvisioningAuthority> authorities(UUID profileId) {
    return query(
        "select id, name, fingerprint, not_after, created_at, revoked_at, devices, refused"
            + " from provisioning_authority where profile_id = ? order by created_at desc",
        row ->
            new ProvisioningAuthority(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                NativeRows.instant(row.getTimestamp(4)),
                NativeRows.instant(row.getTimestamp(5)),
                NativeRows.instant(row.getTimestamp(6)),
                row.getLong(7),
                row.getLong(8)),
        profileId);
  }

  /** False where the profile has it already. */
  boolean addAuthority(
      UUID profileId, UUID id, String name, String fingerprint, byte[] der, Instant notAfter) {
    return update(
            "insert into provisioning_authority"
                + " (id, profile_id, name, fingerprint, certificate, not_after)"
                + " values (?, ?, ?, ?, ?, ?) on conflict do nothing",
            id,
            profileId,
            name,
            fingerprint,
            der,
            notAfter)
        == 1;
  }

  boolean revokeAuthority(UUID profileId, UUID id) {
    return update(
            "update provisioning_authority set revoked_at = now()"
                + " where profile_id = ? and id = ? and revoked_at is null",
            profileId,
            id)
        == 1;
  }

  void putClaim(String deviceId, byte[] hash, Instant expiresAt) {
    update(
        "insert into device_claim (device_id, code_hash, expires_at) values (?, ?, ?)"
            + " on conflict (device_id) do update set code_hash = excluded.code_hash,"
            + " made_at = now(), expires_at = excluded.expires_at",
        deviceId,
        hash,
        expiresAt);
  }

  /** How long a code of this device is to be valid. */
  int claimMinutes(UUID profileId) {
    return query(
            "select coalesce((settings #>> '{provisioning,claimMinutes}')::int, 60)"
                + " from device_profile where id = ?",
            row -> row.getInt(1),
            profileId)
        .get(0);
  }

  /** Takes the code away and answers whose it was; nothing where there is none in time. */
  Optional<String> takeClaim(byte[] hash) {
    return query(
            "delete from device_claim where code_hash = ? and expires_at > now()"
                + " returning device_id",
            row -> row.getString(1),
            hash)
        .stream()
        .findFirst();
  }

  private <T> List<T> query(String sql, Database.RowReader<T> reader, Object... values) {
    try {
      return database.list(sql, reader, values);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private int update(String sql, Object... values) {
    try {
      return database.update(sql, values);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private static IllegalStateException failed(SQLException e) {
    return new IllegalStateException("provisioning: " + e.getMessage(), e);
  }
}
