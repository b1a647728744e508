package io.iotcrm.ejb.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.PostgresExtension;
import io.iotcrm.ejb.platform.Rows;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class SignInLimitsTest {
  private final Rows rows;
  private final AddressFailures addresses;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  SignInLimitsTest(DataSource source, Database database) {
    rows = new Rows(source);
    addresses = new AddressFailures(database);
  }

  @Test
  void threeAttemptsAreFreeThenTheWaitDoublesAndTheTenthLocks() throws SQLException {
    UUID person = person();
    List<Long> waits = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      assertThat(attempt(person)).isTrue();
      waits.add(waited(person));
    }
    assertThat(waits).containsExactly(0L, 0L, 0L, 1L, 2L, 4L, 8L, 16L, 32L, 900L);
  }

  @Test
  void nothingIsCountedWhileThePersonHasToWait() throws SQLException {
    UUID person = person();
    for (int i = 0; i < 4; i++) {
      attempt(person);
    }
    assertThat(attempt(person)).isFalse();
    assertThat(rows.one(Integer.class, "select failed_sign_ins from app_user where id = ?", person))
        .isEqualTo(4);
  }

  @Test
  void eachLockIsTwiceAsLongAsTheOneBeforeUpToSixteenHours() throws SQLException {
    UUID person = person();
    List<Long> locks = new ArrayList<>();
    for (int i = 0; i < 90; i++) {
      attempt(person);
      long wait = waited(person);
      if (wait >= 900) {
        locks.add(wait / 60);
      }
    }
    assertThat(locks).containsExactly(15L, 30L, 60L, 120L, 240L, 480L, 960L, 960L, 960L);
  }

  @Test
  void guessesThatAreMadeAtTheSameTimeAllCount() throws Exception {
    UUID person = person();
    ExecutorService pool = Executors.newFixedThreadPool(8);
    int looked = 0;
    try {
      List<Future<Boolean>> attempts = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        attempts.add(pool.submit(() -> attempt(person)));
      }
      for (Future<Boolean> attempt : attempts) {
        looked += attempt.get() ? 1 : 0;
      }
    } finally {
      pool.shutdown();
    }
    assertThat(looked).isEqualTo(4);
  }

  @Test
  void anAddressMayFailSoOftenAndThenWaitsLongerEachTime() throws SQLException {
    for (int i = 0; i < 4; i++) {
      assertThat(addresses.count("203.0.113.7", 5)).isNull();
    }
    assertThat(seconds(addresses.count("203.0.113.7", 5))).isBetween(0L, 1L);
    assertThat(seconds(addresses.count("203.0.113.7", 5))).isBetween(1L, 2L);
    for (int i = 0; i < 20; i++) {
      addresses.count("203.0.113.7", 5);
    }
    assertThat(seconds(addresses.count("203.0.113.7", 5))).isBetween(1000L, 1024L);
    assertThat(addresses.count("203.0.113.8", 5)).isNull();
    assertThat(addresses.blocks())
        .anySatisfy(
            block -> {
              assertThat(block.address()).isEqualTo("203.0.113.7");
              assertThat(block.failures()).isEqualTo(27);
            });

    assertThat(addresses.forget("203.0.113.7")).isEqualTo(1);
    assertThat(addresses.count("203.0.113.7", 5)).isNull();
  }

  @Test
  void afterAQuietQuarterOfAnHourAnAddressBeginsAnew() throws SQLException {
    for (int i = 0; i < 5; i++) {
      addresses.count("203.0.113.9", 5);
    }
    rows.execute(
        "update sign_in_address set last_failed_at = now() - interval '16 minutes',"
            + " blocked_until = now() - interval '16 minutes' where address = '203.0.113.9'");
    assertThat(addresses.count("203.0.113.9", 5)).isNull();
  }

  @Test
  void theAddressesOfOneIpv6NetworkCountAsOne() {
    assertThat(AddressFailures.network("2001:db8:0:1::7"))
        .isEqualTo(AddressFailures.network("2001:db8:0:1:ffff::1"))
        .isNotEqualTo(AddressFailures.network("2001:db8:0:2::7"));
    assertThat(AddressFailures.network("203.0.113.7")).isEqualTo("203.0.113.7");
  }

  /** How long the person has to wait; the clock then goes on by so much. */
  private long waited(UUID person) throws SQLException {
    long seconds =
        rows.one(
            Long.class,
            "select coalesce(round(extract(epoch from locked_until - ?::timestamptz)), 0)::bigint"
                + " from app_user where id = ?",
            now.toString(),
            person);
    now = now.plusSeconds(seconds);
    return seconds;
  }

  private boolean attempt(UUID person) throws SQLException {
    return rows.one(
        Boolean.class, "select count_sign_in_attempt(?, ?::timestamptz)", person, now.toString());
  }

  private static long seconds(Instant until) {
    return Duration.between(Instant.now(), until).toSeconds();
  }

  private UUID person() throws SQLException {
    UUID id = UUID.randomUUID();
    rows.execute(
        "insert into app_user (id, username, display_name, password_hash) values (?, ?, 'x', 'x')",
        id,
        "p-" + id);
    return id;
  }
}
