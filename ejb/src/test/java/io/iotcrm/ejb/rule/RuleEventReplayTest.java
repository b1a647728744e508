package io.iotcrm.ejb.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotcrm.domain.platform.Ids;
import io.iotcrm.domain.rule.RuleEvent;
import io.iotcrm.ejb.platform.FailedWorkTable;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleEventReplayTest {
  private final RuleEvent event =
      new RuleEvent(
          Ids.next(),
          RuleEvent.Kind.RAISED,
          Instant.parse("2026-03-01T12:00:00.123456Z"),
          Instant.parse("2026-03-01T12:01:00Z"),
          Map.of("latest.temperature", 9.5, "latest.open", true, "latest.zone", "A\"1"));

  @Test
  void anEventComesBackAsItWas() {
    FailedWorkTable.Failure failure =
        RuleEventReplay.failure(Happened.here("fridge-7", event), "why", 3);

    Happened happened = RuleEventReplay.read(failure.payloadJson());

    assertThat(happened.deviceId()).isEqualTo("fridge-7");
    assertThat(happened.event()).isEqualTo(event);
  }

  @Test
  void itsKeyTellsRaisingFromClearing() {
    RuleEvent cleared =
        new RuleEvent(
            event.ruleId(), RuleEvent.Kind.CLEARED, event.raisedAt(), event.at(), Map.of());

    assertThat(RuleEventReplay.failure(Happened.here("d", event), "", 1).key())
        .isNotEqualTo(RuleEventReplay.failure(Happened.here("d", cleared), "", 1).key());
  }
}
