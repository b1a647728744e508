package io.iotcrm.benchmark.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessSamplerTest {
  @TempDir private Path proc;

  @Test
  void addsUpAProcessAndItsChildren() throws IOException {
    process(10, 1, 1_000, 100);
    process(11, 10, 500, 50);
    process(12, 11, 0, 25);
    process(99, 1, 7_000, 900);
    ProcessSampler sampler = new ProcessSampler(Map.of("database", 10L), proc);
    sampler.sample(0);
    process(10, 1, 1_100, 100);
    process(11, 10, 600, 150);
    sampler.sample(2_000_000_000L);
    ProcessSampler.Usage usage = sampler.usage().get(0);
    assertThat(usage.name()).isEqualTo("database");
    assertThat(usage.cpu()).as("200 ticks of 10 ms in 2 s").isCloseTo(1.0, within(1e-9));
    assertThat(usage.memory()).isEqualTo((100 + 150 + 25) * 1_024L);
  }

  @Test
  void survivesTheEndOfAProcess() {
    ProcessSampler sampler = new ProcessSampler(Map.of("gone", 4_711L), proc);
    sampler.sample(0);
    sampler.sample(1_000_000_000L);
    assertThat(sampler.usage().get(0).cpu()).isZero();
  }

  private void process(long pid, long parent, long ticks, long kilobytes) throws IOException {
    Path directory = Files.createDirectories(proc.resolve(String.valueOf(pid)));
    Files.writeString(
        directory.resolve("stat"),
        pid + " (a (strange) name) S " + parent + " 1 1 0 -1 4 0 0 0 0 " + ticks + " 0 0 0 20 0\n");
    Files.writeString(
        directory.resolve("smaps_rollup"),
        "00-ff ---p 00000000 00:00 0 [rollup]\nRss: 9999 kB\nPss: "
            + kilobytes
            + " kB\n"
            + "Pss_Dirty: 5 kB\n");
  }
}
