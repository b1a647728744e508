package io.iotcrm.web.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotcrm.domain.telemetry.BucketAnswer;
import io.iotcrm.domain.telemetry.DevicePoint;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerTextTest {
  private static final Instant AT = Instant.parse("2026-03-01T00:00:00Z");

  @Test
  void writesAReadingALine() {
    assertThat(AnswerText.line(new DevicePoint("d1", "t", AT, 21.5)))
        .isEqualTo(
            "{\"device\":\"d1\",\"key\":\"t\",\"at\":\"2026-03-01T00:00:00Z\",\"value\":21.5}\n");
    assertThat(AnswerText.line(new DevicePoint("d1", "t", AT, "a\"b\\\n\u0001é\uD83D\uDE00")))
        .endsWith("\"value\":\"a\\\"b\\\\\\u000a\\u0001é\\ud83d\\ude00\"}\n");
  }

  @Test
  void writesColumns() throws IOException {
    StringBuilder text = new StringBuilder();
    AnswerText.write(
        text,
        new BucketAnswer(
            "PT1H",
            "UTC",
            AT,
            AT.plusSeconds(3600),
            "rollup",
            List.of("avg", "sum"),
            List.of(
                new BucketAnswer.Series(
                    "d1",
                    "t",
                    new long[] {1, 2},
                    new double[][] {{1.25, 3}, {-0.5, Double.POSITIVE_INFINITY}}),
                new BucketAnswer.Series("d2", "t", new long[0], new double[2][0]))));
    assertThat(text.toString())
        .isEqualTo(
            "{\"interval\":\"PT1H\",\"zone\":\"UTC\",\"from\":\"2026-03-01T00:00:00Z\","
                + "\"to\":\"2026-03-01T01:00:00Z\",\"resolution\":\"rollup\",\"series\":["
                + "{\"device\":\"d1\",\"key\":\"t\",\"at\":[1,2],\"avg\":[1.25,3],"
                + "\"sum\":[-0.5,null]},"
                + "{\"device\":\"d2\",\"key\":\"t\",\"at\":[],\"avg\":[],\"sum\":[]}]}");
  }

  @Test
  void chartsOfWeeksAreReadInWholeHours() {
    assertThat(Charts.width(Duration.ofHours(1))).isEqualTo(Duration.ofSeconds(15));
    assertThat(Charts.width(Duration.ofHours(24))).isEqualTo(Duration.ofMinutes(6));
    assertThat(Charts.width(Duration.ofDays(7))).isEqualTo(Duration.ofHours(1));
    assertThat(Charts.width(Duration.ofDays(30))).isEqualTo(Duration.ofHours(3));
    assertThat(Charts.width(Duration.ofDays(90))).isEqualTo(Duration.ofHours(9));
  }
}
