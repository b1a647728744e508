package io.iotcrm.ejb.sales;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.iotcrm.domain.sales.SalesSummary;
import io.iotcrm.domain.sales.WinLossQuery;
import io.iotcrm.domain.sales.WinLossQuery.By;
import io.iotcrm.domain.sales.WinLossRow;
import io.iotcrm.domain.security.Reach;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.PostgresExtension;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(PostgresExtension.class)
class SalesReportTableTest {
  private final SoldDeals deals;
  private final SalesReportTable table;

  SalesReportTableTest(DataSource source, Database database) throws SQLException {
    deals = new SoldDeals(source);
    table = new SalesReportTable(database);
  }

  @BeforeEach
  void nothing() throws SQLException {
    deals.rows().execute("delete from task");
    deals.rows().execute("delete from deal");
  }

  private List<WinLossRow> by(By by, String pipeline, String owner) throws SQLException {
    return table.winLoss(
        new WinLossQuery(
            by,
            SoldDeals.instant("2026-03-01"),
            SoldDeals.instant("2026-05-01"),
            pipeline,
            owner,
            "EUR"),
        Reach.EVERYTHING);
  }

  private SalesSummary summary(Instant now, String owner) throws SQLException {
    return table.summary(now, owner, Reach.EVERYTHING, Reach.EVERYTHING);
  }

  private UUID closed(String stage, String opened, String closed, int amount, UUID owner)
      throws SQLException {
    UUID deal = deals.open("NEW", opened, amount, null, owner);
    deals.move(deal, stage, closed, amount);
    return deal;
  }

  @Test
  void countsWhatWasWonAndLostInTheTime() throws SQLException {
    closed("WON", "2026-03-01", "2026-03-11", 100, null);
    closed("WON", "2026-03-01", "2026-03-31", 200, null);
    UUID lost = closed("LOST", "2026-03-01", "2026-03-05", 50, null);
    closed("WON", "2026-01-01", "2026-02-01", 900, null);
    deals.open("NEW", "2026-03-01", 70, null, null);
    deals
        .rows()
        .execute(
            "update deal set lost_reason_id = (select id from loss_reason where name = 'Price')"
                + " where id = ?",
            lost);

    assertThat(by(By.PIPELINE, "sales", null))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.name()).isEqualTo("Sales");
              assertThat(row.won()).isEqualTo(2);
              assertThat(row.lost()).isEqualTo(1);
              assertThat(row.getWinRate()).isCloseTo(2 / 3.0, within(1e-9));
              assertThat(row.wonAmount()).isEqualTo(300);
              assertThat(row.lostAmount()).isEqualTo(50);
              assertThat(row.daysToWin()).isCloseTo(20, within(1e-6));
              assertThat(row.daysToLose()).isCloseTo(4, within(1e-6));
            });
    assertThat(by(By.REASON, null, null))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.key()).isEqualTo("Price");
              assertThat(row.won()).isZero();
              assertThat(row.daysToWin()).isNull();
            });
  }

  @ParameterizedTest
  @EnumSource(By.class)
  void saysWhoseTheyAreByAnyOfThem(By by) throws SQLException {
    String name = "o" + UUID.randomUUID();
    closed("LOST", "2026-03-01", "2026-03-11", 100, deals.owner(name));
    closed("LOST", "2026-03-01", "2026-03-11", 100, null);

    assertThat(by(by, "sales", name)).singleElement().extracting(WinLossRow::lost).isEqualTo(1L);
    assertThat(by(by, "other", name)).isEmpty();
  }

  @Test
  void countsWhatTheDashboardShows() throws SQLException {
    String name = "o" + UUID.randomUUID();
    UUID owner = deals.owner(name);
    deals.open("NEW", "2026-03-01", 100, "2026-04-25", owner);
    deals.open("NEW", "2026-03-01", 200, "2026-04-10", owner);
    deals.open("NEW", "2026-03-01", 400, "2026-06-10", null);
    closed("WON", "2026-03-01", "2026-04-02", 800, owner);
    closed("WON", "2026-03-01", "2026-03-20", 1600, owner);
    for (String due : List.of("2026-04-14T10:00:00Z", "2026-04-15T20:00:00Z")) {
      deals
          .rows()
          .execute(
              "insert into task (id, subject, status, due_at, owner_id)"
                  + " values (?, 'Call', 'OPEN', ?::timestamptz, ?)",
              UUID.randomUUID(),
              due,
              owner);
    }

    SalesSummary all = summary(SoldDeals.instant("2026-04-15").plusSeconds(3600), null);
    assertThat(all.open().deals()).isEqualTo(3);
    assertThat(all.open().sums().get(0).amount()).isEqualByComparingTo("700");
    assertThat(all.closingThisMonth().deals()).isEqualTo(2);
    assertThat(all.wonThisMonth().sums().get(0).amount()).isEqualByComparingTo("800");
    assertThat(all.overdue().deals()).isEqualTo(1);
    assertThat(all.lostThisMonth().deals()).isZero();
    assertThat(all.overdueTasks()).isEqualTo(1);
    assertThat(all.tasksToday()).isEqualTo(1);

    SalesSummary own = summary(SoldDeals.instant("2026-04-15"), name);
    assertThat(own.open().deals()).isEqualTo(2);
  }
}
