package io.iotcrm.ejb.sales;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotcrm.domain.security.Reach;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.PostgresExtension;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class StageTableTest {
  private final SoldDeals deals;
  private final StageTable table;

  StageTableTest(DataSource source, Database database) throws SQLException {
    deals = new SoldDeals(source);
    table = new StageTable(database);
  }

  @BeforeEach
  void noDeals() throws SQLException {
    deals.rows().execute("delete from deal");
  }

  private List<StageTable.Total> totals(String owner, String q) throws SQLException {
    return table.totals(
        deals.pipeline(), Reach.EVERYTHING, owner, q, SoldDeals.instant("2026-05-01"));
  }

  @Test
  void todaysStagesAreTheDefaultPipeline() throws SQLException {
    assertThat(
            deals
                .rows()
                .one(
                    String.class,
                    "select string_agg(s.key || ' ' || s.kind || ' ' || s.probability, ', '"
                        + " order by s.place) from pipeline_stage s join pipeline p"
                        + " on p.id = s.pipeline_id where p.is_default"))
        .isEqualTo("NEW OPEN 10, QUALIFIED OPEN 30, PROPOSED OPEN 60, WON WON 100, LOST LOST 0");
  }

  @Test
  void countsAndSumsTheDealsOfEachStage() throws SQLException {
    deals.open("NEW", "2026-04-01", 100, null, null);
    deals.open("NEW", "2026-04-02", 250, null, null);
    deals.open("PROPOSED", "2026-04-03", 1000, null, null);

    List<StageTable.Total> totals = totals(null, null);

    assertThat(totals).hasSize(2);
    StageTable.Total fresh =
        totals.stream().filter(one -> one.count() == 2).findFirst().orElseThrow();
    assertThat(fresh.stageId()).isEqualTo(deals.stage("NEW"));
    assertThat(fresh.sum(10).amount()).isEqualByComparingTo("350");
    assertThat(fresh.sum(10).weighted()).isEqualByComparingTo(new BigDecimal("35.00"));
  }

  @Test
  void showsClosedDealsForAWhileOnly() throws SQLException {
    UUID old = deals.open("NEW", "2026-01-01", 100, null, null);
    deals.move(old, "WON", "2026-04-30", 100);
    UUID recent = deals.open("NEW", "2026-01-01", 70, null, null);
    deals.move(recent, "WON", "2026-05-02", 70);

    assertThat(totals(null, null)).hasSize(1).first().extracting("count").isEqualTo(1L);
  }

  @Test
  void narrowsByOwnerAndByAPartOfTheName() throws SQLException {
    String name = "o" + UUID.randomUUID();
    deals.open("NEW", "2026-04-01", 100, null, deals.owner(name));
    deals.open("NEW", "2026-04-01", 100, null, null);

    assertThat(totals(name, null)).hasSize(1).first().extracting("count").isEqualTo(1L);
    assertThat(totals(null, "FRIDG").get(0).count()).isEqualTo(2);
    assertThat(totals(null, "groc").get(0).count()).isEqualTo(2);
    assertThat(totals(null, "100%")).isEmpty();
  }

  @Test
  void movesAllDealsOfAStageWithTheirHistory() throws SQLException {
    UUID one = deals.open("QUALIFIED", "2026-04-01", 100, "2026-06-01", null);
    UUID other = deals.open("NEW", "2026-04-01", 100, null, null);

    int moved =
        table.moveAll(
            deals.stage("QUALIFIED"), deals.stage("NEW"), "admin", SoldDeals.instant("2026-05-05"));

    assertThat(moved).isEqualTo(1);
    assertThat(
            deals
                .rows()
                .one(
                    String.class,
                    "select actor || ' ' || extract(day from at - from_since) || ' ' || close_on"
                        + " from deal_stage_change where deal_id = ? and from_stage = ?"
                        + " and to_stage = ?",
                    one,
                    deals.stage("QUALIFIED"),
                    deals.stage("NEW")))
        .isEqualTo("admin 34 2026-06-01");
    assertThat(deals.rows().one(Long.class, "select version from deal where id = ?", one))
        .isEqualTo(1L);
    assertThat(deals.rows().one(Long.class, "select version from deal where id = ?", other))
        .isZero();
    assertThat(table.openDeals(deals.pipeline())).isEqualTo(2);
  }
}
