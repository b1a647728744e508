package io.iotcrm.ejb.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CommandLedgerTest {
  @Test
  void repeatsAfterFifteenSecondsAndThenTwiceAsLateEachTime() {
    assertThat(CommandLedger.waitedAfter(1)).isEqualTo(Duration.ofSeconds(15));
    assertThat(CommandLedger.waitedAfter(2)).isEqualTo(Duration.ofSeconds(45));
    assertThat(CommandLedger.waitedAfter(3)).isEqualTo(Duration.ofSeconds(105));
  }

  @Test
  void neverWaitsLongerThanTenMinutesForTheNextAttempt() {
    assertThat(CommandLedger.waitedAfter(21).minus(CommandLedger.waitedAfter(20)))
        .isEqualTo(Duration.ofMinutes(10));
  }
}
