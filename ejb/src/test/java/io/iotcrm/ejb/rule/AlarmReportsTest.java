package io.iotcrm.ejb.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotcrm.domain.rule.AlarmSource;
import io.iotcrm.domain.rule.RuleEvent;
import io.iotcrm.domain.rule.RuleEvent.Kind;
import io.iotcrm.ejb.platform.PostgresExtension;
import io.iotcrm.ejb.platform.Rows;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What centre and edge say of one rule on one device, in every order. A word such as {@code e+5}
 * means that the edge says the rule has held since second 5, {@code c-9} that the centre says it
 * ceased to at second 9.
 */
@ExtendWith(PostgresExtension.class)
class AlarmReportsTest {
  private static final Instant T0 = Instant.parse("2026-03-01T12:00:00Z");
  private static final AlarmSource EDGE = new AlarmSource("shop-1");

  private final Rows rows;
  private final Rows.Transactions transactions;
  private final AlarmReports reports;
  private UUID rule;
  private String device;

  AlarmReportsTest(DataSource source) {
    rows = new Rows(source);
    transactions = new Rows.Transactions(source);
    reports = new AlarmReports(transactions.database());
  }

  @BeforeEach
  void aRuleAndADevice() throws SQLException {
    String prefix = "d" + UUID.randomUUID().toString().substring(0, 8);
    rule = rows.rule(prefix);
    rows.devices(prefix, 1);
    device = prefix + "-0";
  }

  /** What raising and clearing do, as far as alarms are concerned. */
  private void say(String word) throws Exception {
    AlarmSource source = word.charAt(0) == 'e' ? EDGE : AlarmSource.CENTRE;
    Instant at = T0.plusSeconds(Integer.parseInt(word.substring(2)));
    transactions.in(
        () -> {
          if (word.charAt(1) == '+') {
            raise(new RuleEvent(rule, Kind.RAISED, at, at, Map.of()), source);
          } else {
            write(
                "update alarm set cleared_at = ? where rule_id = ? and cleared_at is null"
                    + " and last_raised_at <= ? and (? or origin <> 'CENTRE')",
                at,
                rule,
                at,
                source == AlarmSource.CENTRE);
          }
          return null;
        });
  }

  private void raise(RuleEvent event, AlarmSource source) throws SQLException {
    Optional<AlarmReports.About> about = reports.about(event, device, source);
    if (about.isEmpty()) {
      return;
    }
    UUID alarm = about.get().isNew() ? UUID.randomUUID() : about.get().alarmId();
    if (about.get().isNew()) {
      write(
          "insert into alarm (id, rule_id, device_id, severity, message, raised_at, updated_at,"
              + " last_raised_at, origin) values (?, ?, ?, 'MAJOR', 'x', ?, ?, ?, ?)",
          alarm,
          rule,
          device,
          event.raisedAt(),
          event.raisedAt(),
          event.raisedAt(),
          source.origin().name());
    }
    int times = reports.add(alarm, event, device, source);
    if (about.get().isNew()) {
      return;
    }
    if (about.get().news()) {
      write("update alarm set origin = 'BOTH' where id = ?", alarm);
    } else {
      write(
          "update alarm set occurrences = ?, last_raised_at = ?"
              + " where id = ? and cleared_at is null and ? > occurrences",
          times,
          event.raisedAt(),
          alarm,
          times);
    }
  }

  private void write(String sql, Object... values) throws SQLException {
    transactions
        .database()
        .call(
            connection -> {
              try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < values.length; i++) {
                  statement.setObject(
                      i + 1,
                      values[i] instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : values[i]);
                }
                return statement.executeUpdate();
              }
            });
  }

  /** The alarms by the time of raising: from, to, who, how often. */
  private String alarms() throws SQLException {
    String sql =
        "select extract(epoch from raised_at - ?)::int, extract(epoch from cleared_at - ?)::int,"
            + " origin, occurrences from alarm where rule_id = ? order by raised_at";
    return transactions
        .database()
        .call(
            connection -> {
              try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setObject(1, T0.atOffset(ZoneOffset.UTC));
                select.setObject(2, T0.atOffset(ZoneOffset.UTC));
                select.setObject(3, rule);
                List<String> found = new ArrayList<>();
                try (ResultSet row = select.executeQuery()) {
                  while (row.next()) {
                    found.add(
                        "%s..%s %s x%d"
                            .formatted(
                                row.getString(1),
                                row.getString(2) == null ? "" : row.getString(2),
                                row.getString(3),
                                row.getInt(4)));
                  }
                }
                return String.join(", ", found);
              }
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # the same readings, the edge first and the centre first
          e+1              | 1.. EDGE x1
          c+1              | 1.. CENTRE x1
          e+1 c+1          | 1.. BOTH x1
          c+1 e+1          | 1.. BOTH x1
          # said twice
          e+1 e+1 c+1 c+1  | 1.. BOTH x1
          e+1 c+1 e+1      | 1.. BOTH x1
          e+1 e-5 e+1 e-5  | 1..5 EDGE x1
          # raised and cleared at the edge while it was offline, then by the centre once more
          e+1 e-5 c+1 c-5  | 1..5 BOTH x1
          e+1 c+1 e-5 c-5  | 1..5 BOTH x1
          c+1 c-5 e+1 e-5  | 1..5 BOTH x1
          c+1 e+1 c-5 e-5  | 1..5 BOTH x1
          # two episodes, all of the edge first: the first clearing does not end the second alarm
          e+1 e-5 e+7 c+1 c-5 c+7 e-9 c-9 | 1..5 BOTH x1, 7..9 BOTH x1
          c+1 c-5 c+7 e+1 e-5 e+7 c-9 e-9 | 1..5 BOTH x1, 7..9 BOTH x1
          # the centre sees less and later: still one
          e+1 c+3          | 1.. BOTH x1
          e+1 e-5 c+3 c-6  | 1..5 BOTH x1
          e+1 c+3 c-6 e-5  | 1..6 BOTH x1
          c+3 e+1          | 3.. BOTH x1
          # and again when the batch is delivered once more
          e+1 e-5 c+3 c-6 e+1 e-5 c+3 c-6 | 1..5 BOTH x1
          c+3 e+1 c-6 e+1 c+3             | 3..6 BOTH x1
          # the edge does not clear what it has not reported
          c+1 e-5          | 1.. CENTRE x1
          # what only the edge saw the centre need not see
          e+1 e-2 e+4 e-5  | 1..2 EDGE x1, 4..5 EDGE x1
          # a clearing got lost: one alarm, raised again once, also where both say it
          e+1 e+7 c+1 c+7  | 1.. BOTH x2
          c+1 c+7 e+1 e+7  | 1.. BOTH x2
          e+1 c+1 e+7 c+7  | 1.. BOTH x2
          """)
  void isOneRecord(String words, String expected) throws Exception {
    for (String word : words.split(" ")) {
      say(word);
    }
    assertThat(alarms()).isEqualTo(expected);
  }

  /** The same two stories, interleaved in every way. */
  @Test
  void isOneRecordInEveryOrder() throws Exception {
    List<String> edge = List.of("e+1", "e-5", "e+7", "e-9");
    List<String> centre = List.of("c+1", "c-5", "c+7", "c-9");
    for (int order = 0; order < 256; order++) {
      if (Integer.bitCount(order) != 4) {
        continue;
      }
      aRuleAndADevice();
      int e = 0;
      int c = 0;
      StringBuilder said = new StringBuilder();
      for (int i = 0; i < 8; i++) {
        String word = (order >> i & 1) == 1 ? edge.get(e++) : centre.get(c++);
        said.append(word).append(' ');
        say(word);
      }
      assertThat(alarms()).as(said.toString()).isEqualTo("1..5 BOTH x1, 7..9 BOTH x1");
    }
  }
}
