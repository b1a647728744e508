package io.iotcrm.benchmark.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FootfallTest {
  @Test
  void everybodyWhoCameInIsInsideOrHasLeft() {
    Footfall shop = new Footfall(new Chance(1, "shop"));
    ShopClock clock = new ShopClock();
    int in = 0;
    int out = 0;
    int longestQueue = 0;
    for (int i = 0; i < 24_000; i++) {
      double passed = clock.advance(0.25);
      shop.advance(passed, clock.traffic());
      in += shop.takeEntered();
      out += shop.takeLeft();
      longestQueue = Math.max(longestQueue, shop.queue());
      assertThat(in - out).isEqualTo(shop.occupancy()).isNotNegative();
    }
    assertThat(in).isGreaterThan(1_000);
    assertThat(longestQueue).as("a queue builds up at the peaks").isBetween(8, 80);
  }

  @Test
  void aClosedShopIsEmpty() {
    Footfall shop = new Footfall(new Chance(1, "shop"));
    shop.advance(3_600, 1);
    assertThat(shop.occupancy()).isPositive();
    shop.advance(15, 0);
    assertThat(shop.occupancy()).isZero();
  }

  @Test
  void aDayOfTheShopTakesAboutAQuarterOfAnHour() {
    ShopClock clock = new ShopClock();
    double before = clock.hourOfDay();
    double seconds = 0;
    do {
      clock.advance(0.25);
      seconds += 0.25;
    } while (seconds < 60 || Math.abs(clock.hourOfDay() - before) > 0.01);
    assertThat(seconds / 60).isBetween(14.0, 16.0);
  }
}
