package io.iotcrm.ejb.security;

import io.iotcrm.domain.platform.Ids;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.security.RecoveryCodes;
import io.iotcrm.domain.security.SecretHash;
import io.iotcrm.domain.security.Totp;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.SealingKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/** People's second factors: the secret sealed, the recovery codes hashed, both good once a code. */
@ApplicationScoped
public class SecondFactorTable {
  /** What became of a code. */
  public enum Verdict {
    RIGHT,
    WRONG,
    /** Too many were wrong: this one was not looked at. */
    WAIT
  }

  private record Factor(byte[] sealed, long lastStep) {}

  private record Kept(UUID id, SecretHash hash) {}

  private Database database;
  private SealingKey key;

  /** For the container. */
  protected SecondFactorTable() {}

  @Inject
  public SecondFactorTable(Database database, SealingKey key) {
    this.database = database;
    this.key = key;
  }

  Optional<UUID> account(String username) throws SQLException {
    return database
        .list(
            "select id from app_user where lower(username) = lower(?)",
            row -> row.getObject(1, UUID.class),
            username)
        .stream()
        .findFirst();
  }

  boolean isEnrolled(String username) throws SQLException {
    return !database
        .list(
            "select 1 from second_factor f join app_user u on u.id = f.user_id"
                + " where lower(u.username) = lower(?) and f.confirmed_at is not null",
            row -> true,
            username)
        .isEmpty();
  }

  /** Those of the accounts that have one. */
  Set<UUID> enrolled(Collection<UUID> users) throws SQLException {
    if (users.isEmpty()) {
      return Set.of();
    }
    String marks = String.join(",", users.stream().map(user -> "?").toList());
    return new HashSet<>(
        database.list(
            "select user_id from second_factor where confirmed_at is not null and user_id in ("
                + marks
                + ")",
            row -> row.getObject(1, UUID.class),
            users.toArray()));
  }

  /**
   * A new secret, which counts from the first right code on; one that counts already stays.
   *
   * @return nothing if the person has a second factor already
   */
  Optional<byte[]> begin(UUID user) throws SQLException {
    byte[] secret = Totp.newSecret();
    byte[] sealed = seal(secret, user);
    int written =
        database.update(
            "insert into second_factor as f (user_id, secret_sealed) values (?, ?)"
                + " on conflict (user_id) do update set secret_sealed = excluded.secret_sealed,"
                + " last_step = 0, created_at = now() where f.confirmed_at is null",
            user,
            sealed);
    return written == 0 ? Optional.empty() : Optional.of(secret);
  }

  /** The secret of an enrolment that is under way. */
  Optional<byte[]> pending(UUID user) throws SQLException {
    return database
        .list(
            "select secret_sealed from second_factor where user_id = ? and confirmed_at is null",
            row -> row.getBytes(1),
            user)
        .stream()
        .findFirst()
        .map(kept -> key.opened(kept, owner(user)));
  }

  /**
   * The first right code makes the secret count.
   *
   * @return recovery codes, told this once; empty: the code is wrong, or nothing was begun
   */
  List<String> confirm(UUID user, String code, Instant now) throws SQLException {
    Optional<byte[]> secret = pending(user);
    OptionalLong step =
        secret.isEmpty() ? OptionalLong.empty() : Totp.step(secret.get(), code, now, 0);
    if (step.isEmpty()
        || database.update(
                "update second_factor set confirmed_at = now(), last_step = ?, failures = 0,"
                    + " blocked_until = null where user_id = ? and confirmed_at is null",
                step.getAsLong(),
                user)
            == 0) {
      return List.of();
    }
    return newRecoveryCodes(user);
  }

  /** Ten new recovery codes in place of all earlier ones. */
  List<String> newRecoveryCodes(UUID user) throws SQLException {
    database.update("delete from recovery_code where user_id = ?", user);
    List<String> codes = RecoveryCodes.make();
    for (String code : codes) {
      SecretHash hash = SecretHash.of(RecoveryCodes.normal(code));
      database.update(
          "insert into recovery_code (id, user_id, code_salt, code_hash) values (?, ?, ?, ?)",
          Ids.next(),
          user,
          hash.salt(),
          hash.hash());
    }
    return codes;
  }

  int recoveryCodesLeft(UUID user) throws SQLException {
    return database
        .list(
            "select count(*) from recovery_code where user_id = ? and used_at is null",
            row -> row.getInt(1),
            user)
        .get(0);
  }

  /**
   * Looks at a code of the app or at a recovery code. Each attempt is counted first; from the fifth
   * wrong one on the person has to wait, twice as long each time, at most 17 minutes.
   */
  Verdict check(UUID user, String code, Instant now) throws SQLException {
    int counted =
        database.update(
            "update second_factor set failures = least(failures + 1, 1000), blocked_until ="
                + " case when failures >= 4 then"
                + " ?::timestamptz + interval '1 second' * power(2, least(failures - 4, 10)) end"
                + " where user_id = ? and confirmed_at is not null"
                + " and (blocked_until is null or blocked_until <= ?)",
            now,
            user,
            now);
    if (counted == 0) {
      return Verdict.WAIT;
    }
    boolean right = isCodeOfTheApp(user, code, now) || isRecoveryCode(user, code);
    if (right) {
      database.update(
          "update second_factor set failures = 0, blocked_until = null where user_id = ?", user);
    }
    return right ? Verdict.RIGHT : Verdict.WRONG;
  }

  private boolean isCodeOfTheApp(UUID user, String code, Instant now) throws SQLException {
    Factor factor =
        database
            .list(
                "select secret_sealed, last_step from second_factor where user_id = ?",
                row -> new Factor(row.getBytes(1), row.getLong(2)),
                user)
            .get(0);
    byte[] secret = key.opened(factor.sealed(), owner(user));
    OptionalLong step = Totp.step(secret, code, now, factor.lastStep());
    // Where the same code comes twice at once, one of them changes no row.
    return step.isPresent()
        && database.update(
                "update second_factor set last_step = ? where user_id = ? and last_step < ?",
                step.getAsLong(),
                user,
                step.getAsLong())
            == 1;
  }

  private boolean isRecoveryCode(UUID user, String code) throws SQLException {
    if (code == null || code.length() > 64) {
      return false;
    }
    String normal = RecoveryCodes.normal(code);
    List<Kept> kept =
        database.list(
            "select id, code_salt, code_hash from recovery_code"
                + " where user_id = ? and used_at is null",
            row ->
                new Kept(
                    row.getObject(1, UUID.class), new SecretHash(row.getBytes(2), row.getBytes(3))),
            user);
    for (Kept one : kept) {
      if (one.hash().matches(normal)) {
        return database.update(
                "update recovery_code set used_at = now() where id = ? and used_at is null",
                one.id())
            == 1;
      }
    }
    return false;
  }

  /**
   * @return whether there was one
   */
  boolean remove(UUID user) throws SQLException {
    return database.update("delete from second_factor where user_id = ?", user) > 0;
  }

  private byte[] seal(byte[] secret, UUID user) {
    return key.seal()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "", "a second factor needs iotcrm.security.sealing-key, which is not set"))
        .close(secret, owner(user));
  }

  private static String owner(UUID user) {
    return "second-factor/" + user;
  }
}
