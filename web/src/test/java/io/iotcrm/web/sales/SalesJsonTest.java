package io.iotcrm.web.sales;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.sales.ForecastCategory;
import io.iotcrm.domain.sales.Pipeline;
import io.iotcrm.domain.sales.PipelineView;
import io.iotcrm.domain.sales.StageDetails;
import io.iotcrm.domain.sales.StageKind;
import io.iotcrm.domain.sales.WinLossRow;
import io.iotcrm.web.api.Json;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class SalesJsonTest {

  @Test
  void aPipelineSaysWhetherItIsTheDefault() throws Exception {
    Pipeline pipeline = new Pipeline("Service", 0);
    pipeline.becomeDefault();
    String json = Json.MAPPER.writeValueAsString(PipelineView.of(pipeline));

    assertThat(json).contains("\"isDefault\":true").doesNotContain("\"default\"");
    assertThat(json).contains("\"key\":\"service\"").contains("\"kind\":\"WON\"");
    assertThat(Json.MAPPER.readValue("{\"name\":\"A\",\"isDefault\":true}", PipelineBody.class))
        .isEqualTo(new PipelineBody("A", true));
  }

  @Test
  void aRowOfWonAndLostSaysItsRate() throws Exception {
    assertThat(Json.MAPPER.writeValueAsString(new WinLossRow("-", null, 3, 1, 9, 1, 2.0, null)))
        .contains("\"winRate\":0.75");
  }

  @Test
  void aDealHasADay() throws Exception {
    DealBody body =
        Json.MAPPER.readValue("{\"name\":\"A\",\"closeOn\":\"2026-03-31\"}", DealBody.class);
    assertThat(body.closeOn()).isEqualTo(LocalDate.of(2026, 3, 31));
    assertThat(Json.MAPPER.writeValueAsString(body)).contains("\"closeOn\":\"2026-03-31\"");
  }

  @Test
  void aStageIsWhatItsKindMakesOfIt() {
    StageDetails details = new StageBody("Done", StageKind.WON, null, null, null).details();
    assertThat(details.probability()).isEqualTo(100);
    assertThat(details.category()).isEqualTo(ForecastCategory.COMMIT);
    assertThatThrownBy(() -> new StageBody("Done", null, 120, null, null).details())
        .isInstanceOf(InvalidInputException.class);
  }
}
