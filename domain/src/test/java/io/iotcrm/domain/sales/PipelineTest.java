package io.iotcrm.domain.sales;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PipelineTest {
  private final Pipeline pipeline = new Pipeline("Größere Projekte", 1);

  private static StageDetails open(String name, int probability) {
    return new StageDetails(name, StageKind.OPEN, probability, null, null);
  }

  private List<String> keys() {
    return pipeline.getStages().stream().map(Stage::getKey).toList();
  }

  @Test
  void beginsWithWhatEveryPipelineNeeds() {
    assertThat(pipeline.getKey()).isEqualTo("grossere-projekte");
    assertThat(keys()).containsExactly("NEW", "WON", "LOST");
    assertThat(pipeline.stage("WON").getProbability()).isEqualTo(100);
    assertThat(pipeline.stage("LOST").getProbability()).isZero();
  }

  @Test
  void addsOpenStagesBeforeTheClosedOnes() {
    pipeline.add(open("Proof of concept", 40));
    pipeline.add(new StageDetails("Won by tender", StageKind.WON, 5, null, null));

    assertThat(keys()).containsExactly("NEW", "PROOF_OF_CONCEPT", "WON", "LOST", "WON_BY_TENDER");
    assertThat(pipeline.getStages().stream().map(Stage::getPlace)).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void neverGivesAKeyTwice() {
    Stage first = pipeline.add(open("Demo", 40));
    pipeline.retire(first, Instant.now());
    Stage second = pipeline.add(open("Demo", 50));

    assertThat(second.getKey()).isEqualTo("DEMO_2");
    assertThat(keys()).containsExactly("NEW", "DEMO_2", "WON", "LOST");
  }

  @Test
  void keepsOpenStagesBeforeClosedOnesWhenArranged() {
    Stage demo = pipeline.add(open("Demo", 40));
    UUID first = pipeline.stage("NEW").getId();
    UUID won = pipeline.stage("WON").getId();
    UUID lost = pipeline.stage("LOST").getId();

    pipeline.arrange(List.of(demo.getId(), first, lost, won));
    assertThat(keys()).containsExactly("DEMO", "NEW", "LOST", "WON");

    assertThatThrownBy(() -> pipeline.arrange(List.of(won, demo.getId(), first, lost)))
        .hasMessageContaining("before");
    assertThatThrownBy(() -> pipeline.arrange(List.of(won, first, lost)))
        .hasMessageContaining("each stage");
  }

  @Test
  void keepsTheLastStageOfItsKind() {
    assertThatThrownBy(() -> pipeline.retire(pipeline.stage("WON"), Instant.now()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("won");
  }

  @Test
  void keepsTheDefaultPipeline() {
    pipeline.becomeDefault();
    assertThatThrownBy(() -> pipeline.retire(Instant.now())).hasMessageContaining("default");
  }

  @Test
  void refusesWhatIsNoStage() {
    assertThatThrownBy(() -> open("", 10)).hasMessageContaining("1 to 60");
    assertThatThrownBy(() -> open("Demo", 101)).hasMessageContaining("0 to 100");
    assertThatThrownBy(() -> new StageDetails("Demo", StageKind.OPEN, 1, null, "pink"))
        .hasMessageContaining("pink");
    assertThatThrownBy(
            () ->
                pipeline.describe(
                    pipeline.stage("NEW"),
                    new StageDetails("New", StageKind.WON, null, null, null)))
        .hasMessageContaining("cannot become WON");
  }

  @Test
  void countsOnASureStage() {
    assertThat(open("a", 80).category()).isEqualTo(ForecastCategory.COMMIT);
    assertThat(open("a", 50).category()).isEqualTo(ForecastCategory.BEST_CASE);
    assertThat(open("a", 20).category()).isEqualTo(ForecastCategory.PIPELINE);
  }
}
