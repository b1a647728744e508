package io.iotcrm.domain.telemetry.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotcrm.domain.telemetry.JsonTree;
import io.iotcrm.domain.telemetry.Reading;
import io.iotcrm.domain.telemetry.settings.Fault;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrivacySettingsTest {
  private final List<Fault> faults = new ArrayList<>();

  private PrivacySettings read(String json) throws Exception {
    return PrivacySettings.read(
        JsonTree.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)), "/p", faults);
  }

  @Test
  void dropsByNameAndByTheBeginningOfNames() throws Exception {
    PrivacySettings settings = read("{'drop':['mac','gps.*']}");
    assertThat(settings.drops("mac")).isTrue();
    assertThat(settings.drops("gps.lat")).isTrue();
    assertThat(settings.drops("macs")).isFalse();
    assertThat(faults).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{'location':{}}; /p/location/metres",
        "{'location':{'metres':1}}; /p/location/metres",
        "{'pseudonyms':{'device':'yes'}}; /p/pseudonyms/device",
        "{'pseudonyms':{'customer':'who'}}; /p/pseudonyms/customer",
        "{'dorp':[]}; /p/dorp"
      })
  void saysWhatIsWrongAndWhere(String json, String pointer) throws Exception {
    read(json);
    assertThat(faults).extracting(Fault::pointer).contains(pointer);
  }

  @Test
  void putsPlacesOfACellIntoOnePointNoFartherThanTheCell() {
    LocationGrid grid = new LocationGrid("lat", "lon", 1_000);
    Random random = new Random(7);
    for (int i = 0; i < 10_000; i++) {
      double lat = random.nextDouble() * 170 - 85;
      double lon = random.nextDouble() * 360 - 180;
      double row = grid.latitude(lat);
      double column = grid.longitude(lon, row);
      double metresNorth = Math.abs(lat - row) * 111_195;
      double metresEast = Math.abs(lon - column) * 111_195 * Math.cos(Math.toRadians(lat));
      assertThat(metresNorth).isLessThanOrEqualTo(501);
      assertThat(metresEast).isLessThanOrEqualTo(520);
      assertThat(grid.latitude(row)).isEqualTo(row);
    }
  }

  @Test
  void makesCellsNoNarrowerThanStated() {
    LocationGrid grid = new LocationGrid("lat", "lon", 1_000);
    double row = grid.latitude(60);
    double first = grid.longitude(10, row);
    double lon = 10;
    while (grid.longitude(lon, row) == first) {
      lon += 0.0001;
    }
    double next = grid.longitude(lon, row);
    double width = (next - first) * 111_195 * Math.cos(Math.toRadians(row));
    assertThat(width).isBetween(995.0, 1_010.0);
  }

  @Test
  void givesOneNameOnePseudonymThatIsADevicesId() {
    Pseudonyms one = new Pseudonyms(new byte[32]);
    byte[] otherKey = new byte[32];
    otherKey[0] = 1;
    Pseudonyms other = new Pseudonyms(otherKey);
    String pseudonym = one.of(Pseudonyms.Kind.DEVICE, "band-1");
    assertThat(pseudonym).isEqualTo(one.of(Pseudonyms.Kind.DEVICE, "band-1"));
    assertThat(pseudonym).isNotEqualTo(one.of(Pseudonyms.Kind.CUSTOMER, "band-1"));
    assertThat(pseudonym).isNotEqualTo(other.of(Pseudonyms.Kind.DEVICE, "band-1"));
    assertThat(Reading.isDeviceId(pseudonym)).isTrue();
    assertThat(Pseudonyms.isPseudonym(pseudonym)).isTrue();
    assertThat(Pseudonyms.isPseudonym("ps-short")).isFalse();
  }
}
