package io.iotcrm.domain.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iotcrm.domain.platform.Ids;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AlarmTest {
  private static final Instant T = Instant.parse("2026-03-01T12:00:00Z");

  private final Alarm alarm =
      new Alarm(Ids.next(), "fridge-7", null, null, Severity.MINOR, "too warm", T, "{}");

  @Test
  void countsEachOccurrenceOnce() {
    assertThat(alarm.repeat(T, "{}")).isFalse();
    assertThat(alarm.repeat(T.plusSeconds(60), "{\"latest.t\":9}")).isTrue();
    assertThat(alarm.repeat(T.plusSeconds(60), "{}")).isFalse();
    assertThat(alarm.repeat(T.plusSeconds(30), "{}")).isFalse();

    assertThat(alarm.getOccurrences()).isEqualTo(2);
    assertThat(alarm.getLastRaisedAt()).isEqualTo(T.plusSeconds(60));
    assertThat(alarm.getLastValues()).isEqualTo("{\"latest.t\":9}");
  }

  @Test
  void firstWhoAcknowledgesIsRememberedAndItEscalatesNoMore() {
    alarm.escalatesNext(0, T.plusSeconds(900));

    assertThat(alarm.acknowledge("sam", T)).isTrue();
    assertThat(alarm.acknowledge("kim", T.plusSeconds(1))).isFalse();

    assertThat(alarm.getAcknowledgedBy()).isEqualTo("sam");
    assertThat(alarm.getEscalateAt()).isNull();
  }

  @Test
  void onlyBecomesWorse() {
    assertThat(alarm.escalate(Severity.WARNING)).isFalse();
    assertThat(alarm.escalate(Severity.MINOR)).isFalse();
    assertThat(alarm.escalate(Severity.CRITICAL)).isTrue();

    assertThat(alarm.getSeverity()).isEqualTo(Severity.CRITICAL);
    assertThat(Severity.CRITICAL.worse()).isEqualTo(Severity.CRITICAL);
  }

  @Test
  void staysAsItWasOnceItIsCleared() {
    alarm.clear(T.plusSeconds(5), "sam");
    alarm.clear(T.plusSeconds(9), "kim");

    assertThat(alarm.getClearedBy()).isEqualTo("sam");
    assertThat(alarm.escalate(Severity.CRITICAL)).isFalse();
    assertThat(alarm.repeat(T.plusSeconds(60), "{}")).isFalse();
  }

  @Test
  void aCommentHasWords() {
    assertThatThrownBy(
            () -> new AlarmEvent(alarm.getId(), T, AlarmEvent.Kind.COMMENTED, "sam", " "))
        .hasMessageContaining("must not be blank");
  }
}
