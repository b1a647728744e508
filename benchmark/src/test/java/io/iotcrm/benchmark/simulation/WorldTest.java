package io.iotcrm.benchmark.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iotcrm.benchmark.shop.Profiles;
import io.iotcrm.benchmark.simulation.World.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WorldTest {
  private static final double TICK = 0.25;

  @Test
  void saysTheSameWithTheSameSeed() {
    assertThat(run(World.demo(7), 300)).isEqualTo(run(World.demo(7), 300));
  }

  @Test
  void saysSomethingElseWithAnotherSeed() {
    assertThat(run(World.demo(7), 60)).isNotEqualTo(run(World.demo(8), 60));
  }

  @Test
  void reportsAboutTwentyReadingsASecond() {
    int seconds = 1_800;
    long readings =
        run(World.demo(1), seconds).stream().mapToLong(message -> message.readings().size()).sum();
    assertThat(readings / (double) seconds).isBetween(8.0, 22.0);
  }

  @Test
  void everyDeviceReportsWithinTenMinutes() {
    Set<String> heard = new HashSet<>();
    run(World.demo(3), 600).forEach(message -> heard.add(message.deviceId()));
    assertThat(heard).hasSize(World.demo(3).deviceIds().size());
  }

  @Test
  void staysWithinTheRangesOfItsProfiles() {
    Map<String, Map<?, ?>> ranges = new HashMap<>();
    Profiles.all().stream()
        .flatMap(profile -> ((List<?>) profile.get("series")).stream())
        .map(series -> (Map<?, ?>) series)
        .filter(series -> series.get("kind").equals("NUMBER"))
        .forEach(series -> ranges.put((String) series.get("key"), series));
    for (Message message : run(World.demo(9), 3_600)) {
      message
          .readings()
          .forEach(
              (key, value) -> {
                if (value instanceof Number number) {
                  assertThat(number.doubleValue())
                      .as("%s of %s", key, message.deviceId())
                      .isBetween(
                          (Double) ranges.get(key).get("min"), (Double) ranges.get(key).get("max"));
                }
              });
    }
  }

  @Test
  void measuresTemperatureInTenthsOfADegree() {
    temperatures(run(World.demo(2), 120), "riga-fridge-1")
        .forEach(value -> assertThat(value * 10).isCloseTo(Math.rint(value * 10), within()));
  }

  @Test
  void aBrokenFridgeWarmsUpUntilItsThermostatIsCommanded() {
    World world = World.demo(4);
    world.warm("riga-fridge-2");
    assertThat(temperatures(run(world, 30), "riga-fridge-2").max(Double::compare).orElseThrow())
        .isGreaterThan(8);
    world.execute("riga-thermo-2", "setTarget", Map.of("target", 2));
    List<Double> after = temperatures(run(world, 40), "riga-fridge-2").toList();
    assertThat(after.get(after.size() - 1)).isLessThan(6);
  }

  @Test
  void breaksAFridgeAboutEveryTenMinutes() {
    World world = World.demo(5);
    int faults = 0;
    for (int i = 0; i < 3_600 / TICK; i++) {
      world.advance(TICK);
      for (String id : world.broken()) {
        faults++;
        world.execute(id.replace("fridge", "thermo"), "setTarget", Map.of("target", 2));
      }
    }
    assertThat(faults).isBetween(5, 8);
  }

  @Test
  void aCustomerSentToAShelfDwellsThere() {
    World world = World.demo(6);
    world.linger("tag-001", "coffee", 45);
    List<Message> messages =
        run(world, 30).stream().filter(message -> message.deviceId().equals("tag-001")).toList();
    Map<String, Object> last = messages.get(messages.size() - 1).readings();
    assertThat(last).containsEntry("zone", "coffee");
    assertThat((Double) last.get("dwell")).isBetween(24.0, 30.0);
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    World world = World.demo(6);
    assertThatThrownBy(() -> world.execute("riga-thermo-1", "explode", Map.of()))
        .hasMessageContaining("unknown command explode");
    assertThatThrownBy(() -> world.execute("riga-thermo-1", "setTarget", Map.of("target", "x")))
        .hasMessageContaining("needs a number");
    assertThatThrownBy(() -> world.warm("no-such-fridge")).hasMessageContaining("riga-fridge-1");
    assertThatThrownBy(() -> world.linger("tag-001", "casino", 5)).hasMessageContaining("coffee");
  }

  private static Stream<Double> temperatures(List<Message> messages, String deviceId) {
    return messages.stream()
        .filter(message -> message.deviceId().equals(deviceId))
        .map(message -> (Double) message.readings().get("temperature"));
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.data.Offset.offset(1e-6);
  }

  private static List<Message> run(World world, int seconds) {
    List<Message> messages = new ArrayList<>();
    for (int i = 0; i < seconds / TICK; i++) {
      messages.addAll(world.advance(TICK));
    }
    return messages;
  }
}
