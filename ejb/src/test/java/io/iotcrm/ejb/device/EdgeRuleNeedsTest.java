package io.iotcrm.ejb.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotcrm.domain.device.RegistryPage.RuleFields;
import io.iotcrm.domain.rule.Rule;
import io.iotcrm.domain.rule.RuleDefinition;
import io.iotcrm.domain.rule.RuleTiming;
import io.iotcrm.domain.rule.RuleView;
import io.iotcrm.domain.rule.Severity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EdgeRuleNeedsTest {
  private static RuleView rule(String condition) {
    return RuleView.of(
        new Rule(
            new RuleDefinition(
                "r",
                null,
                null,
                condition,
                null,
                RuleTiming.hold(0),
                Severity.MAJOR,
                "[]",
                true,
                true)));
  }

  @Test
  void onlyWhatARuleNamesLeavesTheCentre() {
    EdgeRuleNeeds needs =
        EdgeRuleNeeds.of(
            List.of(
                rule("latest.t > device.attributes.limit"),
                rule("device.attributes['cold-room'] == true")));
    assertThat(needs.attributesJson()).isEqualTo("[\"cold-room\",\"limit\"]");
    assertThat(needs.fields("Riga", true, "{\"limit\":8,\"cold-room\":true,\"deep\":{}}"))
        .isEqualTo(new RuleFields(null, Map.of("limit", 8.0, "cold-room", true), true));
    assertThat(EdgeRuleNeeds.of(List.of(rule("device.site == 'x'"))).fields("Riga", false, null))
        .isEqualTo(new RuleFields("Riga", Map.of(), false));
  }

  @Test
  void withoutRulesNothingDoes() {
    assertThat(EdgeRuleNeeds.of(List.of()).fields("Riga", true, null))
        .isEqualTo(new RuleFields(null, Map.of(), false));
  }

  @Test
  void leavesOutARuleThatCannotBeCompiled() {
    assertThat(EdgeRuleNeeds.of(List.of(rule("customer.tier == 'GOLD'"))).rules()).isEmpty();
  }
}
