package io.iotcrm.benchmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotcrm.benchmark.api.ApiClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  @TempDir private Path directory;

  @Test
  void givesQuantilesInMilliseconds() {
    Histogram micros = new Histogram(60_000_000, 3);
    for (int i = 1; i <= 1_000; i++) {
      micros.recordValue(i * 1_000);
    }
    Quantiles quantiles = Quantiles.ofMicros(micros);
    assertThat(quantiles.count()).isEqualTo(1_000);
    assertThat(quantiles.median()).isBetween(499.0, 501.0);
    assertThat(quantiles.p99()).isBetween(989.0, 991.5);
    assertThat(quantiles.max()).isBetween(1_000.0, 1_001.0);
  }

  @Test
  void hasNoQuantilesOfNothing() {
    assertThat(Quantiles.ofMicros(new Histogram(60_000_000, 3)))
        .isEqualTo(new Quantiles(0, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void writesTheSameFactsForPeopleAndPrograms() throws IOException {
    Path file =
        new Report("a name/with signs", "Title")
            .fact("rate", "Rate", 12.5)
            .table("rows", "Rows", List.of("a", "b"), List.of(List.of(1, "x")))
            .write(directory);
    assertThat(file.getFileName().toString()).startsWith("a-name-with-signs-").endsWith(".md");
    assertThat(Files.readString(file))
        .contains("# Title", "- Rate: 12.5", "| a | b |\n|---|---|\n| 1 | x |");
    JsonNode json =
        ApiClient.JSON.readTree(
            file.resolveSibling(file.getFileName().toString().replace(".md", ".json")).toFile());
    assertThat(json.path("rate").asDouble()).isEqualTo(12.5);
    assertThat(json.path("rows").path(0).path("b").asText()).isEqualTo("x");
  }
}
