package io.iotcrm.ejb.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.iotcrm.domain.security.AuditEntry.Outcome;
import io.iotcrm.domain.security.AuditEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SignInAuditTest {
  private static final String HERE = "10.0.0.7";

  private final Log log = new Log();
  private final Users users = new Users();
  private Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
  private final SignInAudit audit = new SignInAudit(log, users, clock);

  @Test
  void writesAtOnceWhoSignsInAndOut() {
    audit.signedIn("anna", HERE);
    audit.signedOut("anna", HERE);

    assertThat(log.written)
        .containsExactly(
            new Written(
                "anna", new AuditEvent("sign-in", "user", "anna", Outcome.ALLOWED, HERE, null)),
            new Written(
                "anna", new AuditEvent("sign-out", "user", "anna", Outcome.ALLOWED, HERE, null)));
  }

  @Test
  void writesOneEntryForANamesRefusalsOfAMinute() {
    audit.refused("anna", HERE, false);
    now = now.plus(Duration.ofSeconds(20));
    audit.refused("Anna", HERE, false);
    audit.everyMinute();
    assertThat(log.written).as("the minute goes on").isEmpty();

    now = now.plus(Duration.ofMinutes(1));
    audit.everyMinute();
    audit.everyMinute();

    assertThat(log.written)
        .containsExactly(
            new Written(
                "anna",
                new AuditEvent(
                    "sign-in",
                    "user",
                    "anna",
                    Outcome.DENIED,
                    HERE,
                    "refused, count 2, from 2026-03-01T12:00:00Z to 2026-03-01T12:00:20Z")));
  }

  @Test
  void tellsALockOutFromARefusal() {
    audit.refused("anna", HERE, false);
    audit.refused("anna", HERE, true);
    now = now.plus(Duration.ofMinutes(1));
    audit.everyMinute();

    assertThat(details())
        .satisfiesExactly(
            one -> assertThat(one).startsWith("refused, count 1,"),
            two -> assertThat(two).startsWith("locked out, count 1,"));
  }

  @Test
  void neverWritesANameThatNobodyHasForItMayBeAPassword() {
    audit.refused("correct horse battery", HERE, false);
    audit.refused("Tr0ub4dor&3", "10.0.0.8", false);
    now = now.plus(Duration.ofMinutes(1));
    audit.everyMinute();

    assertThat(log.written).hasSize(1);
    assertThat(log.written.get(0).actor()).isEqualTo("unknown");
    assertThat(log.written.get(0).event().objectId()).isNull();
    assertThat(details().get(0))
        .startsWith("refused, count 2,")
        .endsWith("also from other addresses");
    assertThat(log.written.toString()).doesNotContain("horse").doesNotContain("Tr0ub4dor");
  }

  @Test
  void namesThatCannotBeLookedUpAreUnknown() {
    users.away = true;

    assertThatCode(() -> audit.refused("anna", HERE, false)).doesNotThrowAnyException();

    now = now.plus(Duration.ofMinutes(1));
    audit.everyMinute();
    assertThat(log.written).extracting(Written::actor).containsExactly("unknown");
  }

  @Test
  void aFailingWriteStopsNobodyAndIsSummedUpInTheNextHour() {
    log.away = true;
    assertThatCode(() -> audit.signedIn("anna", HERE)).doesNotThrowAnyException();
    assertThatCode(() -> audit.signedOut("anna", HERE)).doesNotThrowAnyException();
    audit.refused("anna", HERE, false);
    audit.refused("bert", HERE, false);
    audit.refused("bert", HERE, false);
    now = now.plus(Duration.ofMinutes(1));
    audit.everyMinute();
    assertThat(log.attempts).as("two entries, and one try for all refusals").isEqualTo(3);

    log.away = false;
    audit.everyMinute();
    assertThat(log.written).isEmpty();
    now = now.plus(Duration.ofHours(1));
    audit.everyMinute();
    audit.everyMinute();

    assertThat(details()).containsExactly("refused, count 3, beyond the entries of an hour");
  }

  @Test
  void writesAThousandEntriesAnHourAtMostAndTheRestAsOneSum() {
    for (int minute = 0; minute < 30; minute++) {
      for (int user = 0; user < 50; user++) {
        audit.refused("user-" + user, HERE, false);
      }
      now = now.plus(Duration.ofMinutes(1));
      audit.everyMinute();
    }
    assertThat(log.written).hasSize(RefusedSignIns.MAX_ENTRIES_AN_HOUR);

    now = now.plus(Duration.ofMinutes(30));
    audit.everyMinute();

    assertThat(log.written).hasSize(RefusedSignIns.MAX_ENTRIES_AN_HOUR + 1);
    assertThat(details()).last().isEqualTo("refused, count 500, beyond the entries of an hour");
  }

  @Test
  void countsNoMoreThanAThousandNamesAtOnce() {
    for (int user = 0; user < RefusedSignIns.MAX_KEYS + 5; user++) {
      audit.refused("user-" + user, HERE, false);
    }
    audit.refused("user-0", HERE, false);
    now = now.plus(Duration.ofHours(1));
    audit.everyMinute();

    assertThat(log.written).hasSize(RefusedSignIns.MAX_KEYS + 1);
    assertThat(details()).first().asString().startsWith("refused, count 2,");
    assertThat(details()).last().isEqualTo("refused, count 5, beyond the entries of an hour");
  }

  @Test
  void writesTheUnfinishedMinuteWhenTheInstanceStops() {
    audit.refused("anna", HERE, false);

    audit.stop();

    assertThat(details()).hasSize(1);
  }

  private List<String> details() {
    return log.written.stream().map(written -> written.event().detail()).toList();
  }

  private record Written(String actor, AuditEvent event) {}

  private static final class Log extends AuditLog {
    private final List<Written> written = new ArrayList<>();
    private boolean away;
    private int attempts;

    @Override
    public void recordApart(String actor, AuditEvent event) {
      attempts++;
      if (away) {
        throw new IllegalStateException("the database is away");
      }
      written.add(new Written(actor, event));
    }
  }

  private static final class Users extends UserNames {
    private static final Set<String> STORED = Set.of("anna", "bert");
    private boolean away;

    @Override
    Optional<String> stored(String typed) {
      if (away) {
        throw new IllegalStateException("the database is away");
      }
      String name = typed.toLowerCase(Locale.ROOT);
      return Optional.of(name).filter(one -> STORED.contains(one) || one.startsWith("user-"));
    }
  }
}
