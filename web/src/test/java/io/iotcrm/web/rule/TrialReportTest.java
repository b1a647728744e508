package io.iotcrm.web.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotcrm.domain.rule.DryRunView;
import io.iotcrm.web.api.Json;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TrialReportTest {
  private static final String REPORT =
      """
      {"from":"2026-03-01T12:00:00Z","to":"2026-03-04T00:00:00Z","devices":2,"readings":100,
       "fired":3,"listed":1,"verdicts":{"true":3,"false":90,"missing":7,"error":0},
       "cutShortBy":"TIME","perDay":[{"day":"2026-03-01","fired":1},{"day":"2026-03-03","fired":2}],
       "perDevice":[{"deviceId":"f1","deviceName":"Fridge 1","fired":3}],
       "episodes":[{"deviceId":"f1","deviceName":"Fridge 1","raisedAt":"2026-03-01T13:00:00Z",
         "firedAt":"2026-03-01T13:00:00Z","values":{"latest.temperature":9.25},
         "actions":["ALARM MAJOR: warm"]}]}
      """;

  @Test
  void showsEveryDayOfTheSpan() {
    TrialReport report = TrialReport.parse(REPORT);
    assertThat(report.days())
        .containsExactly(
            new TrialReport.Day("2026-03-01", 1),
            new TrialReport.Day("2026-03-02", 0),
            new TrialReport.Day("2026-03-03", 2));
    assertThat(report.mostPerDay()).isEqualTo(2);
    assertThat(report.verdict("missing")).isEqualTo(7);
    assertThat(report.shown().get(0).clearedAt()).isNull();
    assertThat(report.topDevices()).hasSize(1);
  }

  @Test
  void theApiGivesTheReportAsItIs() throws Exception {
    DryRunView view =
        new DryRunView(
            null,
            "warm",
            DryRunView.State.DONE,
            "anna",
            Instant.EPOCH,
            null,
            "n1",
            2,
            2,
            100,
            "{\"fired\":3}",
            null);
    assertThat(Json.MAPPER.writeValueAsString(view))
        .contains("\"report\":{\"fired\":3}", "\"state\":\"DONE\"")
        .doesNotContain("error");
  }
}
