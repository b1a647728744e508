package io.iotcrm.ejb.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class TwinShardTest {
  @Test
  void devicesAreDividedEvenlyWhateverTheirNames() {
    assertThat(fullest(i -> String.format("bench-%05d", i)))
        .isLessThan(2 * 5_000 / TwinShard.COUNT);
    assertThat(fullest(i -> "d" + i)).isLessThan(2 * 5_000 / TwinShard.COUNT);
    assertThat(fullest(i -> Integer.toHexString(i * 7919) + "-sensor"))
        .isLessThan(2 * 5_000 / TwinShard.COUNT);
  }

  private static int fullest(IntFunction<String> name) {
    Map<Integer, Integer> devices = new HashMap<>();
    for (int i = 0; i < 5_000; i++) {
      int shard = TwinShard.of(name.apply(i));
      assertThat(shard).isBetween(0, TwinShard.COUNT - 1);
      devices.merge(shard, 1, Integer::sum);
    }
    return devices.values().stream().mapToInt(Integer::intValue).max().orElseThrow();
  }
}
