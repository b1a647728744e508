package io.iotcrm.benchmark.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PastDealsTest {
  private static final Instant TODAY = Instant.parse("2026-06-10T00:00:00Z");
  private final List<PastDeals.PastDeal> deals = PastDeals.before(TODAY);

  @Test
  void areTheSameOnTheSameDay() {
    assertThat(PastDeals.before(TODAY)).isEqualTo(deals);
  }

  @Test
  void goForwardInTimeAndNotBeyondToday() {
    assertThat(deals)
        .allSatisfy(
            deal -> {
              assertThat(deal.way())
                  .isSortedAccordingTo(Comparator.comparing(PastDeals.Step::at))
                  .allMatch(step -> step.at().isBefore(TODAY));
              assertThat(deal.way().get(0).stage()).isEqualTo("NEW");
            });
  }

  @Test
  void areInEveryStageAndLostForAReason() {
    assertThat(deals.stream().map(PastDealsTest::end).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder("NEW", "QUALIFIED", "PROPOSED", "WON", "LOST");
    assertThat(deals).allMatch(deal -> (deal.lostReason() != null) == end(deal).equals("LOST"));
  }

  private static String end(PastDeals.PastDeal deal) {
    return deal.way().get(deal.way().size() - 1).stage();
  }
}
