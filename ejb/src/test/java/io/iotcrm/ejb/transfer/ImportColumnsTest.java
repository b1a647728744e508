package io.iotcrm.ejb.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.telemetry.Reading;
import io.iotcrm.domain.transfer.ImportMapping;
import io.iotcrm.ejb.transfer.table.TableReader;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImportColumnsTest {
  private static final ZoneId RIGA = ZoneId.of("Europe/Riga");

  private final List<String> found = new ArrayList<>();

  @Test
  void readsALongTableByTheUsualNames() {
    ImportColumns columns =
        new ImportColumns(
            List.of("Timestamp", "DeviceId", "Key", "Value", "text", "note"), ImportMapping.USUAL);
    read(columns, "2026-03-01T00:00:00Z", "d-1", "temperature", "21.5", null, "x");
    read(columns, "2026-03-01T00:00:00Z", "d-1", "zone", null, "7", null);
    read(columns, "2026-03-01T00:00:00Z", "d-1", "zone", null, null, null);
    read(columns, "2026-03-01T00:00:00Z", null, "zone", "1", null, null);

    assertThat(found)
        .containsExactly(
            "d-1 temperature 2026-03-01T00:00:00Z Double 21.5",
            "d-1 zone 2026-03-01T00:00:00Z String 7",
            "d-1: has no value",
            "null: has no device");
    assertThat(columns.role(5)).isNull();
  }

  @Test
  void readsAWideTableOfOneDeviceAsTheMappingSays() {
    ImportColumns columns =
        new ImportColumns(
            List.of("When", "Temp. (C)", "Open", "Remark"),
            new ImportMapping(
                null,
                "d-9",
                "When",
                null,
                null,
                Map.of("Temp. (C)", "temperature", "Open", "open"),
                "Europe/Riga"));
    read(columns, LocalDateTime.parse("2026-03-01T02:00:00"), 21.0, true, "x");
    read(columns, "2026-03-01 02:00", null, "false", null);

    assertThat(found)
        .containsExactlyInAnyOrder(
            "d-9 temperature 2026-03-01T00:00:00Z Double 21.0",
            "d-9 open 2026-03-01T00:00:00Z Boolean true",
            "d-9 open 2026-03-01T00:00:00Z Boolean false");
  }

  @Test
  void saysWhichColumnIsMissing() {
    assertThatThrownBy(() -> new ImportColumns(List.of("device", "value"), ImportMapping.USUAL))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("device, value");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-01T00:00:00.123456Z, 2026-03-01T00:00:00.123Z",
    "2026-03-01T02:00:00+02:00, 2026-03-01T00:00:00Z",
    "2026-03-01T02:00:00+02, 2026-03-01T00:00:00Z",
    "2026-03-01 02:00:00, 2026-03-01T00:00:00Z",
    "2026-07-01T03:00, 2026-07-01T00:00:00Z",
    "2026-03-01, 2026-02-28T22:00:00Z",
    "1772323200, 2026-03-01T00:00:00Z",
    "1772323200.5, 2026-03-01T00:00:00.500Z",
    "1772323200500, 2026-03-01T00:00:00.500Z"
  })
  void knowsTheUsualTimes(String text, Instant at) {
    assertThat(CellValues.time(text, RIGA)).isEqualTo(at);
  }

  @ParameterizedTest
  @ValueSource(strings = {"yesterday", "2026-13-01", "01.03.2026", "99999999999999", "NaN"})
  void refusesWhatIsNoTime(String text) {
    assertThatThrownBy(() -> CellValues.time(text, RIGA))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void read(ImportColumns columns, Object... cells) {
    columns.read(
        new TableReader.Row(2, Arrays.asList(cells)),
        new ImportColumns.Sink() {
          @Override
          public void reading(long row, Reading reading) {
            found.add(
                "%s %s %s %s %s"
                    .formatted(
                        reading.deviceId(),
                        reading.key(),
                        reading.at(),
                        reading.value().getClass().getSimpleName(),
                        reading.value()));
          }

          @Override
          public void refused(long row, String what, String why) {
            found.add(what + ": " + why);
          }
        });
  }
}
