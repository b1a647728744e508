package io.iotcrm.ejb.telemetry;

import io.iotcrm.ejb.platform.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The short numbers that stand for the names of series in the telemetry tables. */
@ApplicationScoped
public class KeyDictionary {
  /** A device that invents names must not grow the dictionary without end. */
  static final int MAX_KEYS = 10_000;

  @Inject private Database database;

  private final Map<String, Integer> numbers = new ConcurrentHashMap<>();
  private final Map<Integer, String> names = new ConcurrentHashMap<>();

  /** For the container. */
  public KeyDictionary() {}

  /** For use outside a container. */
  public KeyDictionary(Database database) {
    this.database = database;
  }

  /** The numbers of these names; new names get one while there is room, the others are left out. */
  public Map<String, Integer> numbers(Collection<String> wanted) throws SQLException {
    Map<String, Integer> found = new HashMap<>();
    if (collect(wanted, found)) {
      return found;
    }
    List<String> missing = wanted.stream().filter(name -> !found.containsKey(name)).toList();
    database.call(
        connection -> {
          read(connection);
          if (numbers.size() + missing.size() <= MAX_KEYS) {
            add(connection, missing);
            read(connection);
          }
          return null;
        });
    collect(wanted, found);
    return found;
  }

  private boolean collect(Collection<String> wanted, Map<String, Integer> found) {
    for (String name : wanted) {
      Integer number = numbers.get(name);
      if (number != null) {
        found.put(name, number);
      }
    }
    return found.size() == wanted.size();
  }

  private static void add(Connection connection, List<String> missing) throws SQLException {
    String sql =
        "insert into telemetry_key (name) select n from unnest(?::text[]) n"
            + " where not exists (select 1 from telemetry_key k where k.name = n)"
            + " order by n on conflict do nothing";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, connection.createArrayOf("text", missing.toArray()));
      statement.executeUpdate();
    }
  }

  private void read(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement("select no, name from telemetry_key");
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        numbers.put(row.getString(2), row.getInt(1));
        names.put(row.getInt(1), row.getString(2));
      }
    }
  }

  /** The number of a name that is in the dictionary. */
  public Optional<Integer> number(String name) throws SQLException {
    if (!numbers.containsKey(name)) {
      refresh();
    }
    return Optional.ofNullable(numbers.get(name));
  }

  public String name(int number) throws SQLException {
    if (!names.containsKey(number)) {
      refresh();
    }
    return names.get(number);
  }

  private void refresh() throws SQLException {
    database.call(
        connection -> {
          read(connection);
          return null;
        });
  }
}
