package io.iotcrm.ejb.telemetry;

import static io.iotcrm.ejb.telemetry.StoredTelemetry.DOOR;
import static io.iotcrm.ejb.telemetry.StoredTelemetry.TEMPERATURE;
import static io.iotcrm.ejb.telemetry.StoredTelemetry.ZONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.iotcrm.domain.telemetry.SeriesPoint;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.PostgresExtension;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class ReadingHistoryTest {
  private static final LocalDate DAY = LocalDate.of(2026, 3, 3);
  private static final Instant NOON = DAY.atTime(12, 0).toInstant(ZoneOffset.UTC);
  private static final List<String> NAMES = List.of("temperature", "zone");

  private final StoredTelemetry telemetry;
  private final ReadingHistory history;
  private int statements;
  private int device;

  ReadingHistoryTest(DataSource source) throws SQLException {
    Database counted = new Database(counting(source));
    telemetry = new StoredTelemetry(counted);
    history = new ReadingHistory(counted, new KeyDictionary(counted));
  }

  @BeforeEach
  void prepare() throws SQLException {
    device = telemetry.device();
    history.newest(device, NAMES, NOON, NOON, 1); // the names are known from here on
  }

  @Test
  void findsWhatIsInChunksAndWhatCameLateNewestFirst() throws Exception {
    telemetry.store(device, TEMPERATURE, List.of(NOON.minusSeconds(1), NOON.minusSeconds(60)), 9.5);
    telemetry.store(device, ZONE, NOON.minusSeconds(30), "B");
    telemetry.store(device, DOOR, NOON.minusSeconds(10), 1.0);
    telemetry.store(device, TEMPERATURE, NOON.minusSeconds(601), 4.0);
    telemetry.close(DAY);
    telemetry.store(device, TEMPERATURE, NOON, 10.0);
    telemetry.store(device, TEMPERATURE, NOON.minusSeconds(1), 99.0);

    List<SeriesPoint> points =
        history.newest(device, NAMES, NOON.minus(Duration.ofMinutes(10)), NOON, 200);

    assertThat(points)
        .extracting(SeriesPoint::key, SeriesPoint::at)
        .containsExactly(
            tuple("temperature", NOON),
            tuple("temperature", NOON.minusSeconds(1)),
            tuple("zone", NOON.minusSeconds(30)),
            tuple("temperature", NOON.minusSeconds(60)));
    assertThat(points.get(1).value()).isEqualTo(9.5);
    assertThat(history.newest(device, NAMES, NOON.minusSeconds(600), NOON, 2)).hasSize(2);
  }

  @Test
  void takesOneStatementForTodayAndTwoForWhatMayBeInChunks() throws Exception {
    Instant midnight = Instant.now().truncatedTo(ChronoUnit.DAYS);
    telemetry.store(device, TEMPERATURE, midnight.plusSeconds(1), 4.0);

    statements = 0;
    assertThat(history.newest(device, NAMES, midnight, midnight.plusSeconds(2), 200)).hasSize(1);
    assertThat(statements).isEqualTo(1);

    statements = 0;
    history.newest(device, NAMES, midnight.minusSeconds(1), midnight.plusSeconds(2), 200);
    assertThat(statements).isEqualTo(2);
  }

  /** The same source, but the statements that are prepared are counted. */
  private DataSource counting(DataSource source) {
    return proxy(
        DataSource.class,
        source,
        result ->
            result instanceof Connection found ? proxy(Connection.class, found, s -> s) : null);
  }

  private interface Answer {
    Object of(Object result);
  }

  private <T> T proxy(Class<T> type, T target, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              statements += method.getName().equals("prepareStatement") ? 1 : 0;
              try {
                return answer.of(method.invoke(target, arguments));
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
