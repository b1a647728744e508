package io.iotcrm.ejb.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iotcrm.domain.device.CsvTable;
import io.iotcrm.domain.device.DeviceDetails;
import io.iotcrm.domain.device.DeviceView;
import io.iotcrm.domain.platform.InvalidInputException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeviceColumnsTest {
  private static final UUID ACCOUNT = UUID.randomUUID();
  private static final DeviceView PRESENT =
      new DeviceView(
          "d",
          "dht22",
          "DHT22",
          "Fridge",
          "tallinn",
          ACCOUNT,
          "A",
          null,
          null,
          null,
          true,
          false,
          null,
          "{\"floor\":1,\"old\":true}",
          Instant.EPOCH,
          Instant.EPOCH,
          3);

  @Test
  void aFieldWithoutAColumnStaysAndAnEmptyCellTakesAway() {
    CsvTable table =
        CsvTable.parse("id,site,attributes.floor,attributes.old,attributes.note\nd,,2,,07\n", 1);
    DeviceColumns columns = DeviceColumns.of(table.columns(), Map.of());

    DeviceDetails details = columns.details(table.rows().get(0), PRESENT);

    assertThat(columns.id(table.rows().get(0))).isEqualTo("d");
    assertThat(details.profileKey()).isEqualTo("dht22");
    assertThat(details.accountId()).isEqualTo(ACCOUNT);
    assertThat(details.site()).isNull();
    assertThat(details.attributes()).isEqualTo("{\"floor\":2,\"note\":\"07\"}");
  }

  @Test
  void columnsOfOtherNamesAreMappedOrLeftOut() {
    DeviceColumns columns =
        DeviceColumns.of(
            List.of("Serial", "PROFILEKEY", "name"), Map.of("Serial", "id", "name", ""));

    assertThat(columns.columns()).extracting("field").containsExactly("id", "profileKey", "");
  }

  @Test
  void refusesAFieldThatThereIsNotOrThatIsThereTwice() {
    assertThatThrownBy(() -> DeviceColumns.of(List.of("a"), Map.of("a", "secret")))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> DeviceColumns.of(List.of("a", "id"), Map.of("a", "id")))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void namesTheCellThatCannotBeUsed() {
    CsvTable table = CsvTable.parse("profileKey,enabled\ndht22,perhaps\n", 1);
    DeviceColumns columns = DeviceColumns.of(table.columns(), Map.of());

    assertThatThrownBy(() -> columns.details(table.rows().get(0), null))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("/enabled");
  }

  @Test
  void aNewDeviceNeedsAProfile() {
    CsvTable table = CsvTable.parse("id\nx\n", 1);
    DeviceColumns columns = DeviceColumns.of(table.columns(), Map.of());

    assertThatThrownBy(() -> columns.details(table.rows().get(0), null))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("/profileKey");
  }
}
