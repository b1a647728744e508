package io.iotcrm.ejb.sales;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.iotcrm.domain.sales.ForecastCell;
import io.iotcrm.domain.sales.ForecastError;
import io.iotcrm.domain.sales.ForecastMethod;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.PostgresExtension;
import io.iotcrm.ejb.sales.SalesForecastTable.Snapshot;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class SalesForecastSqlTest {
  private static final LocalDate MARCH = LocalDate.of(2026, 3, 1);
  private static final LocalDate APRIL = LocalDate.of(2026, 4, 1);
  private static final LocalDate MAY = LocalDate.of(2026, 5, 1);

  private final SoldDeals deals;
  private final SalesForecastTable table;
  private final ForecastSnapshots snapshots;

  SalesForecastSqlTest(DataSource source, Database database) throws SQLException {
    deals = new SoldDeals(source);
    table = new SalesForecastTable(database);
    snapshots = new ForecastSnapshots(table);
  }

  @BeforeEach
  void nothing() throws SQLException {
    deals.rows().execute("delete from sales_forecast_snapshot");
    deals.rows().execute("delete from sales_forecast_run");
    deals.rows().execute("delete from deal");
  }

  /** Opened in February; won in March for 100 and in April for 300, one is still open. */
  private void threeDeals() throws SQLException {
    UUID first = deals.open("NEW", "2026-02-10", 100, "2026-03-20", null);
    deals.move(first, "WON", "2026-03-15", 100);
    UUID second = deals.open("PROPOSED", "2026-02-11", 300, "2026-04-20", null);
    deals.move(second, "WON", "2026-04-10", 300);
    deals.open("QUALIFIED", "2026-02-12", 1000, "2026-05-20", null);
  }

  private List<Snapshot> taken(LocalDate month, ForecastMethod method) throws SQLException {
    return table.snapshots(MARCH, LocalDate.of(2027, 1, 1)).stream()
        .filter(one -> one.month().equals(month) && one.method() == method)
        .toList();
  }

  @Test
  void takesTheMonthsThatWereMissedAsTheyWereThen() throws SQLException {
    threeDeals();

    assertThat(snapshots.take(SoldDeals.instant("2026-05-20"), () -> true)).isEqualTo(3);

    assertThat(table.taken()).containsExactly(MARCH, APRIL, MAY);
    // On 1 March the first deal was open at 10 percent and expected in March.
    assertThat(taken(MARCH, ForecastMethod.STAGE))
        .filteredOn(one -> one.target().equals(MARCH))
        .singleElement()
        .extracting(Snapshot::amount)
        .isEqualTo(10.0);
    assertThat(taken(MARCH, ForecastMethod.COMMITTED))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.target()).isEqualTo(APRIL);
              assertThat(one.amount()).isEqualTo(300);
            });
    assertThat(taken(APRIL, ForecastMethod.NAIVE))
        .hasSize(6)
        .allSatisfy(one -> assertThat(one.amount()).isEqualTo(100));
  }

  @Test
  void goesOnWhereItBrokeOff() throws SQLException {
    threeDeals();
    int[] asked = {0};

    snapshots.take(SoldDeals.instant("2026-05-20"), () -> ++asked[0] < 2);
    assertThat(table.taken()).containsExactly(MARCH);

    snapshots.take(SoldDeals.instant("2026-05-20"), () -> true);
    assertThat(table.taken()).containsExactly(MARCH, APRIL, MAY);
    assertThat(snapshots.take(SoldDeals.instant("2026-05-20"), () -> true)).isZero();
  }

  @Test
  void keepsAMonthOnce() throws SQLException {
    Snapshot one =
        new Snapshot(MARCH, MARCH, deals.pipeline(), null, null, "EUR", ForecastMethod.STAGE, 5);
    assertThat(table.save(MARCH, SoldDeals.instant("2026-03-01"), List.of(one))).isTrue();
    assertThat(table.save(MARCH, SoldDeals.instant("2026-03-01"), List.of(one))).isFalse();
    assertThat(table.snapshots(MARCH, MAY)).hasSize(1);
  }

  @Test
  void takesNothingOfMonthsThatBeganBeforeTheFirstDeal() throws SQLException {
    assertThat(snapshots.take(SoldDeals.instant("2026-05-20"), () -> true)).isZero();

    deals.open("NEW", "2026-05-10", 100, "2026-05-20", null);
    assertThat(snapshots.take(SoldDeals.instant("2026-05-20"), () -> true)).isZero();
    assertThat(snapshots.take(SoldDeals.instant("2026-06-01"), () -> true)).isEqualTo(1);
  }

  @Test
  void countsDealsAsTheyAreSoonAfterTheMonthsBeginning() throws SQLException {
    UUID deal = deals.open("PROPOSED", "2026-04-10", 300, "2026-05-20", null);
    deals.rows().execute("update deal set amount = 500 where id = ?", deal);

    snapshots.take(SoldDeals.instant("2026-05-01").plusSeconds(600), () -> true);

    assertThat(taken(MAY, ForecastMethod.COMMITTED))
        .singleElement()
        .extracting(Snapshot::amount)
        .isEqualTo(500.0);
  }

  @Test
  void forecastsOpenDealsAsTheyAre() throws SQLException {
    threeDeals();

    List<ForecastCell> cells =
        new ForecastCells(table).get(SoldDeals.instant("2026-05-03")).cells();

    ForecastCell may =
        cells.stream().filter(cell -> MAY.equals(cell.month())).findFirst().orElseThrow();
    assertThat(may.weighted()).isCloseTo(300, within(1e-9));
    assertThat(may.bestCase()).isEqualTo(1000);
    assertThat(cells.stream().mapToDouble(ForecastCell::won).sum()).isEqualTo(400);
  }

  @Test
  void measuresHowFarItWasOffByMonthsAhead() throws SQLException {
    threeDeals();
    snapshots.take(SoldDeals.instant("2026-05-20"), () -> true);

    List<ForecastError> errors =
        SalesForecastService.errors(
            table.taken(), table.snapshots(MARCH, MAY), Map.of(MARCH, 100.0, APRIL, 300.0), MAY);

    // March: 10 for 100; April: 180 for 300.
    ForecastError stage =
        errors.stream()
            .filter(one -> one.method() == ForecastMethod.STAGE && one.monthsAhead() == 0)
            .findFirst()
            .orElseThrow();
    assertThat(stage.months()).isEqualTo(2);
    assertThat(stage.wape()).isCloseTo((90 + 120) / 400.0, within(1e-9));
    // The month before March: nothing; before April: 100.
    ForecastError naive =
        errors.stream()
            .filter(one -> one.method() == ForecastMethod.NAIVE && one.monthsAhead() == 0)
            .findFirst()
            .orElseThrow();
    assertThat(naive.wape()).isCloseTo((100 + 200) / 400.0, within(1e-9));
  }
}
