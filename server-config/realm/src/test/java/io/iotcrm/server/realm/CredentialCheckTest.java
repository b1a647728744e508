package io.iotcrm.server.realm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iotcrm.domain.security.PasswordHash;
import io.iotcrm.domain.security.SecretHash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.security.auth.login.AccountLockedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialCheckTest {
  private final FakeDirectory directory = new FakeDirectory();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
  private final CredentialCheck check = new CredentialCheck(directory, clock);

  @Test
  void recognisesAPersonUnderTheNameAsStored() throws Exception {
    directory.addPerson("anna", "right", true, "support", "sales");

    Optional<Identity> identity = check.check("Anna", "right".toCharArray());

    assertThat(identity).contains(new Identity("anna", Set.of("support", "sales")));
  }

  @Test
  void refusesAWrongPasswordAnUnknownAndADisabledPerson() throws Exception {
    directory.addPerson("anna", "right", true, "support");
    directory.addPerson("gone", "right", false, "support");

    assertThat(check.check("anna", "wrong".toCharArray())).isEmpty();
    assertThat(check.check("nobody", "right".toCharArray())).isEmpty();
    assertThat(check.check("gone", "right".toCharArray())).isEmpty();
  }

  @Test
  void locksOutAfterTenFailuresAndOpensAgainAfterFifteenMinutes() throws Exception {
    directory.addPerson("anna", "right", true, "support");
    for (int i = 0; i < 10; i++) {
      assertThat(check.check("anna", ("wrong" + i).toCharArray())).isEmpty();
      now = now.plusSeconds(i < 9 ? 60 : 0);
    }

    assertLockedOut("anna", "right");
    assertLockedOut("anna", "wrong");
    now = now.plus(Duration.ofMinutes(15).plusSeconds(1));
    assertThat(check.check("anna", "right".toCharArray())).isPresent();
  }

  @Test
  void afterThreeFailuresEachOneMoreHasToWaitLonger() throws Exception {
    directory.addPerson("anna", "right", true, "support");
    for (int i = 0; i < 4; i++) {
      assertThat(check.check("anna", ("wrong" + i).toCharArray())).isEmpty();
    }
    assertLockedOut("anna", "right");
    now = now.plusSeconds(1);
    assertThat(check.check("anna", "wrong again".toCharArray())).isEmpty();
    now = now.plusSeconds(1);
    assertLockedOut("anna", "right");
    now = now.plusSeconds(1);
    assertThat(check.check("anna", "right".toCharArray())).isPresent();
    assertThat(check.check("anna", "wrong".toCharArray())).isEmpty();
    assertThat(check.check("anna", "right".toCharArray())).isPresent();
  }

  @Test
  void whatIsRememberedDoesNotOpenALockedAccount() throws Exception {
    directory.addPerson("anna", "right", true, "support");
    assertThat(check.check("anna", "right".toCharArray())).isPresent();
    for (int i = 0; i < 4; i++) {
      check.check("anna", ("wrong" + i).toCharArray());
    }
    assertLockedOut("anna", "wrong");

    assertLockedOut("anna", "right");
  }

  private void assertLockedOut(String name, String password) {
    assertThatThrownBy(() -> check.check(name, password.toCharArray()))
        .isInstanceOf(AccountLockedException.class);
  }

  @Test
  void aRightPasswordForgetsEarlierFailures() throws Exception {
    directory.addPerson("anna", "right", true, "support");
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 3; i++) {
        assertThat(check.check("anna", ("wrong" + i).toCharArray())).isEmpty();
      }
      assertThat(check.check("anna", "right".toCharArray())).isPresent();
      now = now.plus(CredentialCheck.REMEMBERED);
    }
  }

  @Test
  void anUnknownNameTakesAboutAsLongAsAKnownOne() throws Exception {
    directory.addPersonWithHash("anna", PasswordHash.of("right".toCharArray()), true, "support");
    check.check("nobody", "warm up".toCharArray());

    long known = nanos(() -> check.check("anna", "wrong".toCharArray()));
    long unknown = nanos(() -> check.check("nobody", "wrong".toCharArray()));

    assertThat((double) unknown / known).isBetween(0.2, 5.0);
  }

  @Test
  void remembersARightPasswordForAMinute() throws Exception {
    directory.addPerson("anna", "right", true, "support");
    check.check("anna", "right".toCharArray());
    directory.lookUps.set(0);

    check.check("anna", "right".toCharArray());
    assertThat(directory.lookUps).hasValue(0);

    now = now.plus(CredentialCheck.REMEMBERED);
    check.check("anna", "right".toCharArray());
    assertThat(directory.lookUps).hasValue(1);
  }

  @Test
  void neverRemembersAWrongPassword() throws Exception {
    directory.addPerson("anna", "right", true, "support");
    check.check("anna", "wrong".toCharArray());
    check.check("anna", "wrong".toCharArray());

    assertThat(directory.lookUps).hasValue(2);
  }

  @Test
  void verifiesEqualCredentialsThatArriveTogetherOnce() throws Exception {
    directory.addPerson("anna", "right", true, "support");
    ExecutorService pool = Executors.newFixedThreadPool(16);
    try {
      List<Future<Optional<Identity>>> results = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        results.add(pool.submit(() -> check.check("anna", "right".toCharArray())));
      }
      for (Future<Optional<Identity>> result : results) {
        assertThat(result.get()).isPresent();
      }
    } finally {
      pool.shutdown();
    }
    assertThat(directory.lookUps.get()).isLessThan(10);
  }

  @Test
  void aDevicesSecretIsNotRememberedBeyondItsEnd() throws Exception {
    directory.devices.put("f-1", List.of(SecretHash.of("secret")));
    directory.deviceSecretsEnd = now.plusSeconds(10);
    assertThat(check.check("device/f-1", "secret".toCharArray())).isPresent();
    assertThat(directory.touches).hasValue(1);

    now = now.plusSeconds(11);

    assertThat(check.check("device/f-1", "secret".toCharArray())).isEmpty();
  }

  @Test
  void recognisesADeviceByAnyOfItsSecrets() throws Exception {
    directory.devices.put("f-1", List.of(SecretHash.of("old"), SecretHash.of("new")));

    assertThat(check.check("device/f-1", "new".toCharArray()))
        .contains(new Identity("device/f-1", Set.of("device")));
    assertThat(check.check("device/f-1", "old".toCharArray())).isPresent();
    assertThat(check.check("device/f-1", "other".toCharArray())).isEmpty();
    assertThat(check.check("device/f-2", "new".toCharArray())).isEmpty();
    assertThat(check.check("edge/f-1", "new".toCharArray())).isEmpty();
  }

  @Test
  void recognisesAnEdge() throws Exception {
    directory.edges.put("e-1", List.of(SecretHash.of("secret")));

    assertThat(check.check("edge/e-1", "secret".toCharArray()))
        .contains(new Identity("edge/e-1", Set.of("edge")));
  }

  @Test
  void aTokenActsUnderItsOwnersNameAndNotesItsUse() throws Exception {
    addToken("ict_abc", Duration.ofDays(1));

    assertThat(check.check("token", "ict_abc".toCharArray()))
        .contains(new Identity("anna", Set.of("support")));
    assertThat(check.check("token", "ict_abc".toCharArray())).isPresent();
    assertThat(directory.touches).hasValue(1);
    assertThat(check.check("anna", "ict_abc".toCharArray())).isEmpty();
  }

  @Test
  void aTokenIsNotRememberedBeyondItsEnd() throws Exception {
    addToken("ict_abc", Duration.ofSeconds(10));
    assertThat(check.check("token", "ict_abc".toCharArray())).isPresent();

    now = now.plus(Duration.ofSeconds(11));
    assertThat(check.check("token", "ict_abc".toCharArray())).isEmpty();
  }

  @Test
  void anOutageIsNotARefusal() throws Exception {
    directory.addPerson("anna", "right", true, "support");
    directory.away = true;

    assertThatThrownBy(() -> check.check("anna", "right".toCharArray()))
        .isInstanceOf(SQLException.class);
    directory.away = false;
    assertThat(check.check("anna", "right".toCharArray())).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "device/", "edge/", "token", "' or 1=1 --", "a\u0000b"})
  void refusesOddNames(String name) throws Exception {
    assertThat(check.check(name, "secret".toCharArray())).isEmpty();
  }

  @Test
  void refusesAnEmptyAndAnEndlessSecretWithoutLooking() throws Exception {
    assertThat(check.check("anna", new char[0])).isEmpty();
    assertThat(check.check("anna", new char[1_000_000])).isEmpty();
    assertThat(check.check("a".repeat(1000), "secret".toCharArray())).isEmpty();
    assertThat(directory.lookUps).hasValue(0);
  }

  private void addToken(String secret, Duration validity) throws Exception {
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
    directory.tokens.put(
        ByteBuffer.wrap(hash),
        new IdentityDirectory.Token(
            UUID.randomUUID(), "anna", Set.of("support"), clock.instant().plus(validity)));
  }

  private interface Action {
    void run() throws Exception;
  }

  private static long nanos(Action action) throws Exception {
    long start = System.nanoTime();
    action.run();
    return System.nanoTime() - start;
  }
}
