package io.iotcrm.ejb.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.iotcrm.domain.forecast.ForecastStep;
import io.iotcrm.domain.forecast.ForecastView;
import io.iotcrm.domain.forecast.SkipReason;
import io.iotcrm.domain.forecast.StockForecastView;
import io.iotcrm.domain.platform.Cursor;
import io.iotcrm.domain.platform.Ids;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.telemetry.Aggregate;
import io.iotcrm.ejb.device.DeviceDirectory;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.Meters;
import io.iotcrm.ejb.platform.PostgresExtension;
import io.iotcrm.ejb.telemetry.SeriesBuckets;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class StockRunTest {
  private static final Instant TODAY = Instant.now().truncatedTo(ChronoUnit.DAYS);

  private final Database database;
  private final DeviceDirectory devices;
  private final ForecastMaker maker;
  private final ItemSales sales;
  private final StockTable table;
  private final UUID profile = Ids.next();
  private final UUID item = Ids.next();
  private final List<String> tasks = new ArrayList<>();

  StockRunTest(Database database) {
    this.database = database;
    this.devices = new DeviceDirectory(database);
    this.sales = new ItemSales(database);
    this.maker = new ForecastMaker(new SeriesBuckets(database), sales);
    this.table = new StockTable(database);
  }

  /** Keeps what was asked for; the real one needs an entity manager. */
  private final class AskedTasks extends RestockTasks {
    @Override
    public UUID open(StockForecastView stock, String cycle, String actor) {
      tasks.add(stock.subject() + " " + cycle);
      return null;
    }
  }

  private static final class NoMeters extends Meters {
    @Override
    public void forecast(SkipReason skipped, long milliseconds) {
      // Nobody looks.
    }

    @Override
    public void restockTask() {
      // Nobody looks.
    }
  }

  private StockRun run() {
    return new StockRun(table, devices, maker, sales, new NoMeters(), new AskedTasks());
  }

  /** A dispenser of 100, 4 a day and refilled at 8; one that came yesterday; one without levels. */
  @BeforeEach
  void aProfileWithALevel() throws SQLException {
    execute("delete from stock_forecast");
    execute("delete from item_stock");
    execute("delete from interaction");
    execute("update device set enabled = false");
    execute(
        ("insert into device_profile (id, key, name, settings) values ('%1$s', '%1$s', 'p',"
                + " '{\"forecast\":{\"levels\":{\"consumable\":{\"reserve\":5,\"leadDays\":3,"
                + "\"taskWithinDays\":30}}}}')")
            .formatted(profile));
    execute(
        ("insert into device (id, profile_id, name) values ('old-%1$s', '%1$s', 'Dispenser'),"
                + " ('new-%1$s', '%1$s', 'Dispenser 2')")
            .formatted(profile));
    execute("insert into telemetry_key (name) values ('consumable') on conflict do nothing");
    execute(
        "select ensure_reading_partition((current_date - n)::date) from generate_series(0, 90) n");
    levels("old-" + profile, 60);
    levels("new-" + profile, 1);
  }

  /** Every six hours one less, from 100 to 8 and again. */
  private void levels(String device, int days) throws SQLException {
    execute(
        ("insert into reading (device_no, key_no, ts, num)"
                + " select d.no, k.no, timestamptz '%s' - n * interval '6 hours',"
                + " 8 + (n + 40) %% 93 from device d, telemetry_key k, generate_series(0, %d) n"
                + " where d.id = '%s' and k.name = 'consumable'")
            .formatted(TODAY, 4 * days, device));
  }

  @Test
  void forecastsLevelsAndMakesATaskForOneThatIsSoonEmpty() throws SQLException {
    String message = run().run(() -> true);

    assertThat(message).isEqualTo("1 forecasts, 1 without, 0 failed, 1 new tasks");
    List<StockForecastView> found = table.list(null, 10, null).items();
    assertThat(found)
        .extracting(StockForecastView::name)
        .containsExactly("Dispenser", "Dispenser 2");
    StockForecastView old = found.get(0);
    assertThat(old.level()).isEqualTo(48);
    // 43 above the reserve at 4 a day.
    assertThat(Duration.between(Instant.now(), old.emptyAt()).toHours() / 24.0)
        .isCloseTo(10.75, within(1.0));
    assertThat(old.reorderAt()).isEqualTo(old.earliest().minus(Duration.ofDays(3)));
    assertThat(found.get(1).skipped()).isEqualTo(SkipReason.TOO_LITTLE_HISTORY);
    assertThat(found.get(1).message()).startsWith("too little history");
    assertThat(tasks).hasSize(1);
    assertThat(tasks.get(0)).startsWith("device/old-" + profile + "/consumable 20");
  }

  @Test
  void aTaskIsForgottenWithTheRefillAndWhatIsNotWatchedIsRemoved() throws SQLException {
    run().run(() -> true);
    UUID task = Ids.next();
    execute("insert into task (id, subject, status) values ('" + task + "', 'Restock', 'OPEN')");
    execute("update stock_forecast set task_id = '" + task + "' where skipped is null");
    run().run(() -> true);
    assertThat(tasks).hasSize(1);
    assertThat(old().taskId()).isEqualTo(task);

    execute("update stock_forecast set cycle = 'before' where skipped is null");
    run().run(() -> true);
    assertThat(tasks).hasSize(2);

    execute("update device_profile set settings = '{}' where id = '" + profile + "'");
    run().run(() -> true);
    assertThat(table.list(null, 10, null).items()).isEmpty();
  }

  private StockForecastView old() throws SQLException {
    return table.find("device/old-" + profile + "/consumable").orElseThrow();
  }

  @Test
  void withoutTaskWithinDaysThereIsNoTask() throws SQLException {
    execute(
        "update device_profile set settings = settings #- '{forecast,levels,consumable,taskWithinDays}'");

    run().run(() -> true);

    assertThat(tasks).isEmpty();
    assertThat(old().emptyAt()).isNotNull();
  }

  @Test
  void anItemIsEmptyWhenWhatWasCountedIsSold() throws SQLException {
    items();
    execute(
        ("insert into item_stock (item_id, on_hand, counted_at, lead_days)"
                + " values ('%s', 100, timestamptz '%s' - interval '10 days 1 minute', 5)")
            .formatted(item, TODAY));

    ForecastView view =
        maker.item(
            item,
            ZoneOffset.UTC,
            14,
            new ForecastMaker.Stock(
                sales.onHand(item).orElseThrow().level(),
                new io.iotcrm.domain.forecast.StockTerms(0, 5, null),
                "c"),
            Instant.now());

    assertThat(view.skipped()).isNull();
    assertThat(view.points()).hasSize(14);
    assertThat(view.points().get(0).at()).isEqualTo(TODAY);
    assertThat(view.points().get(0).value()).isCloseTo(3, within(0.2));
    assertThat(view.stock().level()).isEqualTo(70);
    assertThat(view.stock().daysLeft()).isCloseTo(70 / 3.0, within(1.5));
    run().run(() -> true);
    assertThat(table.find("item/" + item).orElseThrow().level()).isEqualTo(70);
  }

  /** Three a day for sixty days. */
  private void items() throws SQLException {
    UUID contact = Ids.next();
    execute("insert into contact (id, first_name, last_name) values ('" + contact + "', 'A', 'B')");
    execute(
        "insert into item (id, sku, name, category) values ('%1$s', '%1$s', 'Coffee', '')"
            .formatted(item));
    execute(
        ("insert into interaction (id, contact_id, item_id, kind, weight, at, source)"
                + " select gen_random_uuid(), '%s', '%s', 'PURCHASE', 5,"
                + " timestamptz '%s' - n * interval '8 hours', 'api' from generate_series(1, 180) n")
            .formatted(contact, item, TODAY));
  }

  @Test
  void aSeriesIsForecastByTheHourWithoutTheHourThatIsNotOver() throws SQLException {
    execute(
        ("insert into reading (device_no, key_no, ts, num)"
                + " select d.no, k.no, date_trunc('hour', now()) - n * interval '30 minutes',"
                + " 20 + 5 * sin(2 * pi() * n / 48) from device d, telemetry_key k,"
                + " generate_series(0, 2 * 24 * 10) n"
                + " where d.id = 'new-%s' and k.name = 'consumable' on conflict do nothing")
            .formatted(profile));
    String id = "new-" + profile;

    ForecastView view =
        maker.series(
            devices.find(List.of(id)).get(id),
            "consumable",
            ForecastStep.HOUR,
            new Aggregate(Aggregate.Kind.MIN, 0),
            ZoneOffset.UTC,
            24,
            Instant.now());

    assertThat(view.message()).isNull();
    assertThat(view.points()).hasSize(24);
    assertThat(view.points().get(0).at()).isEqualTo(Instant.now().truncatedTo(ChronoUnit.HOURS));
    assertThat(view.quality().test().values()).isPositive();
  }

  @Test
  void listsPageByPageInTheOrderOfRunningOut() throws SQLException {
    for (int i = 0; i < 5; i++) {
      execute(
          ("insert into stock_forecast (subject, computed_at, cycle, reserve, lead_days, empty_at,"
                  + " skipped) values ('s%d', now(), 'c', 0, 0, %s, %s)")
              .formatted(
                  i,
                  i == 1 || i == 3 ? "null" : "now() + interval '" + (9 - i) + " days'",
                  i == 1 ? "'NO_VALUES'" : "null"));
    }
    List<String> order = new ArrayList<>();
    String cursor = null;
    do {
      Page<StockForecastView> page =
          table.list(null, 2, cursor == null ? null : Cursor.parse(cursor, 2));
      page.items().forEach(one -> order.add(one.subject()));
      cursor = page.nextCursor();
    } while (cursor != null);

    assertThat(order).containsExactly("s4", "s2", "s0", "s3", "s1");
    assertThat(table.list(Instant.now().plus(Duration.ofDays(8)), 10, null).items())
        .extracting(StockForecastView::subject)
        .containsExactly("s4", "s2");
  }

  @Test
  void aRunIsDueOnceADayAndWhenSomebodyAsks() throws SQLException {
    ForecastJob job = new ForecastJob(database);
    assertThat(job.read().due(TODAY)).isTrue();
    job.begin("a");
    assertThat(job.read().due(TODAY)).as("cut off").isTrue();
    job.finish("done");
    assertThat(job.read().due(TODAY)).isFalse();
    assertThat(job.read().requested()).isFalse();
    job.request("ann");
    assertThat(job.read().requested()).isTrue();
    Instant now = Instant.parse("2026-03-02T02:00:00Z");
    assertThat(ForecastClock.lastDue(now, LocalTime.of(2, 30)))
        .isEqualTo(Instant.parse("2026-03-01T02:30:00Z"));
    assertThat(ForecastClock.lastDue(now, LocalTime.of(2, 0))).isEqualTo(now);
  }

  private void execute(String sql) throws SQLException {
    database.call(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            return statement.execute(sql);
          }
        });
  }
}
