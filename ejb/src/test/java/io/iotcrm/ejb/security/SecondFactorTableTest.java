package io.iotcrm.ejb.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.security.Seal;
import io.iotcrm.domain.security.Totp;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.PostgresExtension;
import io.iotcrm.ejb.platform.Rows;
import io.iotcrm.ejb.platform.SealingKey;
import io.iotcrm.ejb.security.SecondFactorTable.Verdict;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class SecondFactorTableTest {
  private final Rows rows;
  private final Database database;
  private final SecondFactorTable table;
  private final UUID user = UUID.randomUUID();
  private final String username = "u-" + user;
  private Instant now = Instant.now();

  SecondFactorTableTest(DataSource source, Database database) {
    rows = new Rows(source);
    this.database = database;
    table =
        new SecondFactorTable(
            database, new SealingKey(Seal.of("the installation's key, 32 characters")));
  }

  @BeforeEach
  void makeAnAccount() throws SQLException {
    rows.execute(
        "insert into app_user (id, username, display_name, password_hash) values (?, ?, 'x', 'x')",
        user,
        username);
  }

  @Test
  void aSecretCountsOnceACodeWasShown() throws SQLException {
    byte[] secret = table.begin(user).orElseThrow();
    assertThat(table.isEnrolled(username)).isFalse();
    assertThat(table.confirm(user, "000000", now)).isEmpty();
    assertThat(table.pending(user)).contains(secret);

    assertThat(table.confirm(user, Totp.code(secret, now), now)).hasSize(10);

    assertThat(table.isEnrolled(username.toUpperCase())).isTrue();
    assertThat(table.enrolled(List.of(user, UUID.randomUUID()))).containsExactly(user);
    assertThat(table.pending(user)).isEmpty();
    assertThat(table.begin(user)).isEmpty();
    byte[] stored =
        rows.one(byte[].class, "select secret_sealed from second_factor where user_id = ?", user);
    assertThat(new String(stored, StandardCharsets.ISO_8859_1))
        .doesNotContain(new String(secret, StandardCharsets.ISO_8859_1));
  }

  @Test
  void withoutASealingKeyNothingIsEnrolled() {
    SecondFactorTable keyless = new SecondFactorTable(database, new SealingKey());
    assertThatThrownBy(() -> keyless.begin(user)).isInstanceOf(InvalidInputException.class);
  }

  @Test
  void aCodeIsGoodOnceAlsoWhereItComesTwiceAtTheSameTime() throws Exception {
    byte[] secret = enrolled();
    Instant later = now.plusSeconds(60);
    String code = Totp.code(secret, later);
    ExecutorService pool = Executors.newFixedThreadPool(4);
    List<Verdict> verdicts = new ArrayList<>();
    try {
      List<Future<Verdict>> checks = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        checks.add(pool.submit(() -> table.check(user, code, later)));
      }
      for (Future<Verdict> check : checks) {
        verdicts.add(check.get());
      }
    } finally {
      pool.shutdown();
    }
    assertThat(verdicts).containsOnlyOnce(Verdict.RIGHT);
    assertThat(table.check(user, code, later)).isEqualTo(Verdict.WRONG);
  }

  @Test
  void theCodeThatWasShownAtEnrolmentDoesNotSignIn() throws SQLException {
    byte[] secret = enrolled();
    assertThat(table.check(user, Totp.code(secret, now), now)).isEqualTo(Verdict.WRONG);
  }

  @Test
  void aRecoveryCodeIsGoodOnceAndNewOnesReplaceTheOld() throws SQLException {
    byte[] secret = table.begin(user).orElseThrow();
    List<String> codes = table.confirm(user, Totp.code(secret, now), now);
    String typed = codes.get(3).toLowerCase().replace("-", " ");

    assertThat(table.check(user, typed, now)).isEqualTo(Verdict.RIGHT);
    assertThat(table.check(user, typed, now)).isEqualTo(Verdict.WRONG);
    assertThat(table.recoveryCodesLeft(user)).isEqualTo(9);

    List<String> fresh = table.newRecoveryCodes(user);
    assertThat(table.check(user, codes.get(4), now)).isEqualTo(Verdict.WRONG);
    assertThat(table.check(user, fresh.get(4), now)).isEqualTo(Verdict.RIGHT);
  }

  @Test
  void afterFiveWrongCodesNoneIsLookedAtForAWhile() throws SQLException {
    byte[] secret = enrolled();
    now = now.plusSeconds(60);
    for (int i = 0; i < 5; i++) {
      assertThat(table.check(user, "12345", now)).isEqualTo(Verdict.WRONG);
    }
    assertThat(table.check(user, Totp.code(secret, now), now)).isEqualTo(Verdict.WAIT);
    now = now.plusSeconds(2);
    assertThat(table.check(user, Totp.code(secret, now), now)).isEqualTo(Verdict.RIGHT);
    assertThat(
            rows.one(Integer.class, "select failures from second_factor where user_id = ?", user))
        .isZero();
  }

  @Test
  void whatIsRemovedIsGoneWithItsRecoveryCodes() throws SQLException {
    enrolled();
    assertThat(table.remove(user)).isTrue();
    assertThat(table.isEnrolled(username)).isFalse();
    assertThat(rows.one(Long.class, "select count(*) from recovery_code where user_id = ?", user))
        .isZero();
    assertThat(table.remove(user)).isFalse();
  }

  private byte[] enrolled() throws SQLException {
    byte[] secret = table.begin(user).orElseThrow();
    assertThat(table.confirm(user, Totp.code(secret, now), now)).hasSize(10);
    return secret;
  }
}
