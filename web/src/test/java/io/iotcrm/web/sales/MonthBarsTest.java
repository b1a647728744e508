package io.iotcrm.web.sales;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotcrm.domain.sales.SalesForecastView.Month;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class MonthBarsTest {
  private static final LocalDate MAY = LocalDate.of(2026, 5, 1);

  @Test
  void drawsWhatWasWonAloneAndWhatIsExpectedBesideIt() {
    MonthBars bars =
        new MonthBars(
            List.of(
                new Month(MAY, 0, 100, 100, 100, 100, 100, 100),
                new Month(MAY.plusMonths(1), 2, 50, 200, 300, 400, 120, 90)));

    assertThat(bars.getBars())
        .extracting(MonthBars.Bar::kind)
        .containsExactly("won", "won", "committed", "weighted", "history");
    assertThat(bars.getLabels())
        .extracting(MonthBars.Label::text)
        .containsExactly("May 26", "Jun 26");
    assertThat(bars.getLines()).extracting(MonthBars.Line::text).contains("0", "200");
    assertThat(bars.getBars().get(2).height()).isEqualTo(220);
  }

  @Test
  void hasAScaleWhereNothingIsToBeSeen() {
    MonthBars bars = new MonthBars(List.of(new Month(MAY, 0, 0, 0, 0, 0, 0, 0)));
    assertThat(bars.getBars()).isEmpty();
    assertThat(bars.getLines()).isNotEmpty();
    assertThat(MonthBars.step(1000)).isEqualTo(500);
  }
}
