package io.iotcrm.edge.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotcrm.domain.telemetry.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LanesTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void aDeviceHasOneLaneAndItsReadingsKeepTheirOrder() {
    List<Reading> mixed = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      mixed.add(new Reading("d" + i % 50, "t", START.plusMillis(i), (double) i, null));
    }

    List<List<Reading>> lanes = Lanes.divide(mixed);

    Set<String> seen = new HashSet<>();
    for (List<Reading> lane : lanes) {
      Set<String> devices = new HashSet<>(lane.stream().map(Reading::deviceId).toList());
      assertThat(seen).doesNotContainAnyElementsOf(devices);
      seen.addAll(devices);
      assertThat(lane).extracting(Reading::at).isSorted();
      assertThat(devices).extracting(Lanes::of).containsOnly(Lanes.of(lane.get(0).deviceId()));
    }
    assertThat(lanes.stream().mapToInt(List::size).sum()).isEqualTo(mixed.size());
  }

  @Test
  void devicesSpreadOverAllLanes() {
    Integer[] devices = new Integer[Lanes.COUNT];
    Arrays.fill(devices, 0);
    for (int i = 0; i < 8_000; i++) {
      devices[Lanes.of("bench-%05d".formatted(i))]++;
    }

    assertThat(devices).allSatisfy(count -> assertThat(count).isBetween(700, 1_300));
  }
}
