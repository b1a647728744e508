package io.iotcrm.benchmark.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FridgeTest {
  private static final double MINUTE = 60;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 42})
  void staysColdThroughABusyDayWhileItsCompressorRuns(long seed) {
    Fridge fridge = new Fridge(new Chance(seed, "fridge"));
    for (int minute = 0; minute < 24 * 60; minute++) {
      fridge.advance(MINUTE, 1);
      assertThat(fridge.temperature()).isBetween(2.0, 7.0);
    }
  }

  @Test
  void switchesItsCompressorOnAndOff() {
    Fridge fridge = new Fridge(new Chance(5, "fridge"));
    int switches = 0;
    boolean cooling = fridge.isCooling();
    for (int minute = 0; minute < 120; minute++) {
      fridge.advance(MINUTE, 0);
      if (fridge.isCooling() != cooling) {
        switches++;
        cooling = fridge.isCooling();
      }
    }
    assertThat(switches).isBetween(10, 60);
  }

  @Test
  void warmsUpAboveEightDegreesInAFaultAndNeverAboveTheRoom() {
    Fridge fridge = new Fridge(new Chance(5, "fridge"));
    fridge.trip();
    int minutes = 0;
    while (fridge.temperature() <= 8) {
      fridge.advance(MINUTE, 0);
      assertThat(++minutes).as("minutes of shop time").isLessThan(20);
    }
    fridge.advance(48 * 60 * MINUTE, 1);
    assertThat(fridge.temperature()).isBetween(15.0, 21.0);
  }

  @Test
  void coolsAgainOnceItsTargetIsSet() {
    Fridge fridge = new Fridge(new Chance(5, "fridge"));
    fridge.trip();
    fridge.advance(10 * MINUTE, 0);
    assertThat(fridge.temperature()).isGreaterThan(8);
    fridge.setTarget(2);
    fridge.advance(20 * MINUTE, 0);
    assertThat(fridge.temperature()).isLessThan(6);
    assertThat(fridge.target()).isEqualTo(2);
  }

  @Test
  void returnsToItsUsualTargetAfterAWhile() {
    Fridge fridge = new Fridge(new Chance(5, "fridge"));
    fridge.setTarget(2);
    fridge.advance(4 * 60 * MINUTE, 0);
    assertThat(fridge.target()).isEqualTo(Fridge.USUAL_TARGET);
  }

  @Test
  void keepsAnAbsurdTargetWithinWhatItCanDo() {
    Fridge fridge = new Fridge(new Chance(5, "fridge"));
    fridge.setTarget(-273);
    assertThat(fridge.target()).isEqualTo(Fridge.LOWEST_TARGET);
    fridge.setTarget(1_000);
    assertThat(fridge.target()).isEqualTo(Fridge.HIGHEST_TARGET);
  }
}
