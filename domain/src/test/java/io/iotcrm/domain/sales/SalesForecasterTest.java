package io.iotcrm.domain.sales;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SalesForecasterTest {
  private static final UUID PIPELINE = UUID.randomUUID();
  private static final UUID OPEN = UUID.randomUUID();
  private static final UUID WON = UUID.randomUUID();
  private static final UUID LOST = UUID.randomUUID();
  private static final Instant MAY = Instant.parse("2026-05-01T00:00:00Z");

  private final SalesForecaster forecaster =
      new SalesForecaster(Map.of(OPEN, new SalesForecaster.Terms(40, ForecastCategory.COMMIT)), 3);
  private final List<DealStay> stays = new ArrayList<>();

  private void deal(String opened, String closed, UUID stage, int amount, String closeOn) {
    UUID id = UUID.randomUUID();
    stays.add(stay(id, OPEN, StageKind.OPEN, opened, amount, closeOn));
    if (closed != null) {
      StageKind kind = stage.equals(WON) ? StageKind.WON : StageKind.LOST;
      stays.add(stay(id, stage, kind, closed, amount, closeOn));
    }
  }

  private static DealStay stay(
      UUID id, UUID stage, StageKind kind, String day, int amount, String closeOn) {
    return new DealStay(
        id,
        null,
        null,
        PIPELINE,
        stage,
        kind,
        Instant.parse(day + "T00:00:00Z"),
        BigDecimal.valueOf(amount),
        "EUR",
        closeOn == null ? null : LocalDate.parse(closeOn));
  }

  private Map<LocalDate, ForecastCell> cells(Instant moment) {
    SalesHistory history = new SalesHistory(stays);
    Map<LocalDate, ForecastCell> cells = new HashMap<>();
    forecaster
        .forecast(history, history.at(moment), moment)
        .forEach(cell -> cells.put(cell.month(), cell));
    return cells;
  }

  @Test
  void weighsAnOpenDealByItsStageInItsExpectedMonth() {
    deal("2026-04-20", null, null, 1000, "2026-06-10");

    ForecastCell june = cells(MAY).get(LocalDate.of(2026, 6, 1));
    assertThat(june.weighted()).isCloseTo(400, within(1e-9));
    assertThat(june.committed()).isEqualTo(1000);
    assertThat(june.deals()).isEqualTo(1);
    // Nothing was seen yet: history says what the stage says.
    assertThat(june.history()).isCloseTo(400, within(1e-9));
  }

  @Test
  void countsADealThatShouldHaveClosedInTheRunningMonth() {
    deal("2026-01-20", null, null, 1000, "2026-03-10");
    assertThat(cells(MAY).get(LocalDate.of(2026, 5, 1)).weighted()).isCloseTo(400, within(1e-9));
  }

  @Test
  void keepsDealsWithoutACloseDateApart() {
    deal("2026-01-20", null, null, 1000, null);
    assertThat(cells(MAY).get(null).pipeline() + cells(MAY).get(null).committed()).isEqualTo(1000);
  }

  @Test
  void measuresHowDealsOfThatAgeWereWon() {
    // Thirty deals, all won 40 days after they came to the stage.
    for (int i = 0; i < 30; i++) {
      deal("2026-01-05", "2026-02-14", WON, 10, null);
    }
    deal("2026-04-21", null, null, 1000, "2026-05-20");

    Map<LocalDate, ForecastCell> cells = cells(MAY);
    // It is 10 days old and the thirty were won 30 days later: on 31 May.
    double expected = 1000 * (30 * 1.0 + 10 * 0.4) / 40;
    assertThat(cells.get(LocalDate.of(2026, 5, 1)).history()).isCloseTo(expected, within(1e-6));
    assertThat(cells.get(LocalDate.of(2026, 2, 1)).won()).isEqualTo(300);
  }

  @Test
  void doesNotKnowWhatCameLater() {
    deal("2026-04-20", "2026-05-10", WON, 1000, "2026-05-20");

    Map<LocalDate, ForecastCell> cells = cells(MAY);
    assertThat(cells.get(LocalDate.of(2026, 5, 1)).won()).isZero();
    assertThat(cells.get(LocalDate.of(2026, 5, 1)).weighted()).isCloseTo(400, within(1e-9));
    assertThat(cells(MAY.plusSeconds(86_400 * 20)).get(LocalDate.of(2026, 5, 1)).won())
        .isEqualTo(1000);
  }

  @Test
  void doesNotCountAWinThatWasTakenBack() {
    UUID id = UUID.randomUUID();
    stays.add(stay(id, OPEN, StageKind.OPEN, "2026-03-01", 500, null));
    stays.add(stay(id, WON, StageKind.WON, "2026-03-10", 500, null));
    stays.add(stay(id, LOST, StageKind.LOST, "2026-03-20", 500, null));
    assertThat(cells(MAY)).isEmpty();
  }

  @Test
  void measuresErrorsAgainstAllThatWasWon() {
    ForecastError.Sum sum = new ForecastError.Sum();
    sum.add(100, 150);
    sum.add(0, 30);
    sum.add(100, 60);

    ForecastError error = sum.error(ForecastMethod.STAGE, 1);
    assertThat(error.wape()).isCloseTo(120 / 200.0, within(1e-12));
    assertThat(error.bias()).isCloseTo(40 / 200.0, within(1e-12));
    assertThat(error.months()).isEqualTo(3);
    assertThat(new ForecastError.Sum().error(ForecastMethod.STAGE, 0).wape()).isNull();
  }
}
