package io.iotcrm.web.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.rule.CompiledRule;
import io.iotcrm.domain.rule.DryRunRequest;
import io.iotcrm.domain.rule.Rule;
import io.iotcrm.domain.rule.RuleDefinition;
import io.iotcrm.domain.rule.RuleTiming;
import io.iotcrm.domain.rule.RuleView;
import io.iotcrm.domain.rule.Severity;
import io.iotcrm.web.api.Json;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleBodyTest {
  private static final String NIGHTS =
      "{\"zone\":\"UTC\",\"windows\":[{\"from\":\"22:00\",\"to\":\"06:00\"}]}";
  private static final String FULL =
      """
      {"name":"r","profileKey":"dht22","condition":"latest.t > 8","severity":"MAJOR",
       "holdSeconds":5,"repeatCount":3,"repeatSeconds":60,"schedule":%s,"actions":[]}
      """
          .formatted(NIGHTS);

  private static RuleBody body(String json) throws Exception {
    return Json.MAPPER.readValue(json, RuleBody.class);
  }

  @Test
  void carriesTheTimingThereAndBack() throws Exception {
    RuleDefinition definition = body(FULL).definition();
    assertThat(definition.timing()).isEqualTo(new RuleTiming(5, 3, 60, NIGHTS));

    RuleView view = RuleView.of(new Rule(definition));
    assertThat(RuleBody.of(view).definition()).isEqualTo(definition);
    assertThat(Json.MAPPER.writeValueAsString(view))
        .contains("\"repeatCount\":3", "\"schedule\":" + NIGHTS);
  }

  @Test
  void carriesThereAndBackThatItRunsAtTheEdge() throws Exception {
    RuleDefinition definition =
        body(FULL.replace("\"actions\"", "\"runsAtEdge\":true,\"actions\"")).definition();
    assertThat(definition.runsAtEdge()).isTrue();
    RuleView view = RuleView.of(new Rule(definition));
    assertThat(RuleBody.of(view).definition()).isEqualTo(definition);
    assertThat(view.definition()).isEqualTo(definition);
    assertThat(body(FULL).definition().runsAtEdge()).isFalse();
  }

  @Test
  void whatIsLeftOutMeansOnceAndAlways() throws Exception {
    RuleDefinition definition =
        body("{\"name\":\"r\",\"condition\":\"true\",\"severity\":\"INFO\"}").definition();
    assertThat(definition.timing()).isEqualTo(RuleTiming.hold(0));
    assertThat(Json.MAPPER.writeValueAsString(RuleView.of(new Rule(definition))))
        .doesNotContain("schedule");
  }

  @ParameterizedTest
  @CsvSource({
    "repeatCount, 21, /repeatCount",
    "repeatCount, 0, /repeatCount",
    "repeatCount, 2, /repeatSeconds",
    "holdSeconds, 90000, /holdSeconds"
  })
  void namesTheFieldThatIsWrong(String field, int value, String pointer) throws Exception {
    RuleBody body =
        body(
            "{\"name\":\"r\",\"condition\":\"true\",\"severity\":\"INFO\",\"%s\":%d}"
                .formatted(field, value));
    assertThatThrownBy(body::definition)
        .isInstanceOfSatisfying(
            InvalidInputException.class,
            e -> assertThat(e.violations().get(0).pointer()).isEqualTo(pointer));
  }

  @Test
  void aDryRunHasTheSameRuleInIt() throws Exception {
    DryRunRequest request =
        Json.MAPPER
            .readValue(
                "{\"rule\":"
                    + FULL
                    + ",\"from\":\"2026-03-01T00:00:00Z\",\"to\":\"2026-03-02T00:00:00Z\","
                    + "\"deviceIds\":[\"f1\"]}",
                DryRunBody.class)
            .request();
    assertThat(request.rule()).isEqualTo(body(FULL).definition());
    assertThat(request.profileKey()).isEqualTo("dht22");
    assertThat(request.deviceIds()).containsExactly("f1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"from\":\"2026-03-02T00:00:00Z\",\"to\":\"2026-03-02T00:00:00Z\"",
        "\"from\":\"2025-03-02T00:00:00Z\",\"to\":\"2026-03-02T00:00:00Z\"",
        "\"from\":\"2026-03-01T00:00:00Z\",\"to\":\"2026-03-02T00:00:00Z\",\"profileKey\":\"x\""
      })
  void aDryRunHasLimits(String span) throws Exception {
    DryRunBody body =
        Json.MAPPER.readValue("{\"rule\":" + FULL + "," + span + "}", DryRunBody.class);
    assertThatThrownBy(body::request).isInstanceOf(InvalidInputException.class);
  }

  @Test
  void aDryRunNamesTheFieldOfItsRuleThatIsWrong() throws Exception {
    DryRunBody body =
        Json.MAPPER.readValue(
            "{\"rule\":"
                + FULL.replace("\"repeatSeconds\":60", "\"repeatSeconds\":0")
                + ",\"from\":\"2026-03-01T00:00:00Z\",\"to\":\"2026-03-02T00:00:00Z\"}",
            DryRunBody.class);
    assertThatThrownBy(body::request).hasMessageContaining("/rule/repeatSeconds must be 1");
  }

  @Test
  void theExamplesOnThePageAreRules() {
    ResourceBundle texts = ResourceBundle.getBundle("io.iotcrm.web.texts");
    for (String example : new RulePage().getExamples()) {
      CompiledRule.compile(
          null,
          new RuleDefinition(
              "r",
              null,
              null,
              texts.getString("rule.example." + example + ".code"),
              null,
              0,
              Severity.INFO,
              "[]",
              true));
    }
    for (String key : new String[] {"nights", "hours"}) {
      String schedule = texts.getString("rule.schedule." + key + ".code");
      CompiledRule.compile(
          null,
          new RuleDefinition(
              "r",
              null,
              null,
              "true",
              null,
              new RuleTiming(0, 1, 0, schedule),
              Severity.INFO,
              "[]",
              true,
              false));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/condition, condition",
    "/rule/clearCondition, clear",
    "/schedule/windows/0/from, schedule",
    "/rule/actions/1/subject, actions",
    "/from, span"
  })
  void aRefusalIsSaidAtItsField(String pointer, String field) {
    assertThat(RuleFields.field(pointer).id()).isEqualTo(field);
    assertThat(RuleFields.field("")).isNull();
    assertThat(RuleFields.field("/other")).isNull();
  }

  @Test
  void aRefusalInsideAFieldSaysWhere() {
    assertThat(
            RuleFields.words(
                new InvalidInputException.Violation("/rule/schedule/windows/0/from", "is bad")))
        .isEqualTo("windows 0 from is bad");
    assertThat(RuleFields.words(new InvalidInputException.Violation("/condition", "is bad")))
        .isEqualTo("is bad");
  }
}
