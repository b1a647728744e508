package io.iotcrm.ejb.telemetry;

import io.iotcrm.domain.telemetry.Reading;
import io.iotcrm.domain.telemetry.SeriesPoint;
import io.iotcrm.ejb.device.KnownDevice;
import io.iotcrm.ejb.platform.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/** What devices have reported, as it was, whether it is in rows or in chunks. */
@ApplicationScoped
public class ReadingHistory {
  private static final String SERIES =
      """
      select k.no from telemetry_key k
      where exists (
          select 1 from open_reading r
          where r.device_no = ? and r.key_no = k.no and r.ts >= ? and r.ts < ?)
         or exists (
          select 1 from telemetry_chunk c
          where c.device_no = ? and c.key_no = k.no and c.first_day between ? and ?)
      order by k.name
      """;

  @Inject private Database database;
  @Inject private KeyDictionary keys;
  @Inject private NewestReadings newest;

  /** For the container. */
  public ReadingHistory() {}

  /** For use outside a container. */
  public ReadingHistory(Database database, KeyDictionary keys) {
    this.database = database;
    this.keys = keys;
    this.newest = new NewestReadings(database);
  }

  /**
   * All readings of a device in the order of time, of one moment in the order of the series' names.
   * They are read as they are asked for: the memory that is used does not depend on the span.
   *
   * @param from inclusive
   * @param to exclusive
   * @throws io.iotcrm.ejb.platform.OutageException where the database is away
   */
  public void forEach(KnownDevice device, Instant from, Instant to, Consumer<Reading> each)
      throws SQLException {
    List<SeriesNo> series = series(device.no(), from.toEpochMilli(), to.toEpochMilli());
    List<String> names = new ArrayList<>();
    for (SeriesNo one : series) {
      names.add(keys.name(one.keyNo()));
    }
    long[] begin = new long[series.size()];
    Arrays.fill(begin, from.toEpochMilli());
    new MergedSeries(database, series, begin, to.toEpochMilli())
        .forEach(
            (index, at, value) -> {
              String name = names.get(index);
              Object known =
                  value instanceof Double number && device.booleanKeys().contains(name)
                      ? (Object) (number != 0)
                      : value;
              each.accept(new Reading(device.id(), name, Instant.ofEpochMilli(at), known, null));
              return true;
            });
  }

  /**
   * The newest readings of some series, newest first. Joins the caller's transaction; takes one
   * statement for a span of today (UTC), otherwise two.
   *
   * @param from inclusive
   * @param to inclusive
   */
  public List<SeriesPoint> newest(
      int deviceNo, Collection<String> names, Instant from, Instant to, int limit)
      throws SQLException {
    List<Integer> numbers = new ArrayList<>();
    for (String name : names) {
      keys.number(name).ifPresent(numbers::add);
    }
    List<SeriesPoint> points = new ArrayList<>();
    if (numbers.isEmpty()) {
      return points;
    }
    for (NewestReadings.Point point :
        newest.newest(
            deviceNo,
            numbers,
            from.toEpochMilli(),
            to.toEpochMilli() + 1,
            limit,
            LocalDate.now(ZoneOffset.UTC))) {
      points.add(
          new SeriesPoint(
              keys.name(point.keyNo()), Instant.ofEpochMilli(point.at()), point.value()));
    }
    return points;
  }

  /** The series of a device that may have readings in a span, by name. */
  List<SeriesNo> series(int deviceNo, long from, long to) throws SQLException {
    return database.call(
        connection -> {
          List<SeriesNo> series = new ArrayList<>();
          try (PreparedStatement statement = connection.prepareStatement(SERIES)) {
            statement.setInt(1, deviceNo);
            statement.setTimestamp(2, SeriesPages.timestamp(from));
            statement.setTimestamp(3, SeriesPages.timestamp(to));
            statement.setInt(4, deviceNo);
            statement.setObject(5, SeriesPages.monday(SeriesPages.day(from)));
            statement.setObject(6, SeriesPages.day(to));
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                series.add(new SeriesNo(deviceNo, row.getInt(1)));
              }
            }
          }
          return series;
        });
  }
}
