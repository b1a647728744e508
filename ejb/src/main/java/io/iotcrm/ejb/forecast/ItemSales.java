package io.iotcrm.ejb.forecast;

import io.iotcrm.domain.platform.RecordNotFoundException;
import io.iotcrm.ejb.platform.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/** How many of an item were bought: each interaction of the kind PURCHASE is one. */
@ApplicationScoped
public class ItemSales {
  private static final String BY_DAY =
      """
      select (at at time zone ?)::date, count(*) from interaction
      where item_id = ? and kind = 'PURCHASE' and at >= ? and at < ?
      group by 1 order by 1
      """;

  private static final String STOCK =
      """
      select s.on_hand, s.counted_at, s.reserve, s.lead_days, s.task_within_days,
             (select count(*) from interaction i
               where i.item_id = s.item_id and i.kind = 'PURCHASE' and i.at > s.counted_at)
      from item_stock s where s.item_id = ?
      """;

  @Inject private Database database;

  /** For the container. */
  public ItemSales() {}

  /** For use outside a container. */
  ItemSales(Database database) {
    this.database = database;
  }

  /**
   * What there is of an item.
   *
   * @param level counted, less what was bought since; not below 0
   */
  record OnHand(
      double level, Instant countedAt, double reserve, int leadDays, Integer taskWithinDays) {}

  /**
   * Bought by day, from the first day with a purchase to the day before {@code end}; a day without
   * a purchase has 0.
   */
  double[] byDay(UUID itemId, ZoneId zone, LocalDate from, LocalDate end) throws SQLException {
    return database.call(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(BY_DAY)) {
            statement.setString(1, zone.getId());
            statement.setObject(2, itemId);
            statement.setTimestamp(3, Timestamp.from(from.atStartOfDay(zone).toInstant()));
            statement.setTimestamp(4, Timestamp.from(end.atStartOfDay(zone).toInstant()));
            double[] sold = new double[0];
            LocalDate first = null;
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                LocalDate day = row.getObject(1, LocalDate.class);
                if (first == null) {
                  first = day;
                  sold = new double[(int) ChronoUnit.DAYS.between(first, end)];
                }
                sold[(int) ChronoUnit.DAYS.between(first, day)] = row.getLong(2);
              }
            }
            return sold;
          }
        });
  }

  /** Empty where it was never counted. */
  Optional<OnHand> onHand(UUID itemId) throws SQLException {
    return database
        .list(
            STOCK,
            row ->
                new OnHand(
                    Math.max(0, row.getDouble(1) - row.getLong(6)),
                    row.getTimestamp(2).toInstant(),
                    row.getDouble(3),
                    row.getInt(4),
                    row.getObject(5, Integer.class)),
            itemId)
        .stream()
        .findFirst();
  }

  /**
   * @throws RecordNotFoundException for an item that is not there
   */
  void require(UUID itemId) throws SQLException {
    if (database.list("select 1 from item where id = ?", row -> true, itemId).isEmpty()) {
      throw new RecordNotFoundException("item", itemId);
    }
  }
}
