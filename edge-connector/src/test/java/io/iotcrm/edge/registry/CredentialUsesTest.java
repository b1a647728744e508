package io.iotcrm.edge.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CredentialUsesTest {
  private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

  private Instant now = START;
  private final CredentialUses uses =
      new CredentialUses(
          new Clock() {
            @Override
            public ZoneId getZone() {
              return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
              return this;
            }

            @Override
            public Instant instant() {
              return now;
            }
          });

  @Test
  void tellsOfACredentialAtMostEveryTenMinutesAndThenItsNewestUse() {
    uses.note("a");
    now = START.plusSeconds(1);
    uses.note("a");
    assertThat(uses.due(10)).isEqualTo(Map.of("a", now));
    uses.told(uses.due(10));

    now = START.plusSeconds(60);
    uses.note("a");
    uses.note("b");
    assertThat(uses.due(10)).containsOnlyKeys("b");

    now = START.plusSeconds(1).plus(CredentialUses.TOLD_EVERY);
    assertThat(uses.due(10).get("a")).isEqualTo(START.plusSeconds(60));
  }

  @Test
  void keepsWhatTheCentreHasNotTakenAndWhatCameMeanwhile() {
    uses.note("a");
    Map<String, Instant> due = uses.due(10);
    assertThat(uses.due(10)).isEqualTo(due);

    now = START.plusSeconds(5);
    uses.note("a");
    uses.told(due);
    assertThat(uses.due(10)).isEmpty();
    now = START.plus(Duration.ofMinutes(11));
    assertThat(uses.due(10)).isEqualTo(Map.of("a", START.plusSeconds(5)));
  }

  @Test
  void tellsOfNoMoreAtOnceThanItIsAskedFor() {
    for (int i = 0; i < 5; i++) {
      uses.note("c" + i);
    }
    assertThat(uses.due(3)).hasSize(3);
  }
}
