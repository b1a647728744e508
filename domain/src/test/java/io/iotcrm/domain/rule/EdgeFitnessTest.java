package io.iotcrm.domain.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iotcrm.domain.platform.Ids;
import io.iotcrm.domain.platform.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EdgeFitnessTest {
  private static CompiledRule compile(
      String condition, String clear, String actions, boolean runsAtEdge) {
    return CompiledRule.compile(
        Ids.next(),
        new RuleDefinition(
            "r",
            null,
            null,
            condition,
            clear,
            RuleTiming.hold(0),
            Severity.MAJOR,
            actions,
            true,
            runsAtEdge));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "latest.t > 8 && previous.t < 8",
        "window.t.rate5m > 1 || anomaly.t > 6",
        "silentSeconds >= 600",
        "device.id == 'a' || device.profile == 'p' || device.site == 'Riga'",
        "has(device.attributes.floor) && device.attributes.floor > 2",
        "device.attributes['cold-room'] == true && at.getHours() > 5",
      })
  void takesWhatTheEdgeKnows(String condition) {
    assertThat(compile(condition, condition, "[]", true).definition().runsAtEdge()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "customer.tier == 'GOLD', customer.tier",
    "has(customer.tier), customer.tier",
    "account['industry'] == 'Food', account.industry",
    "device.accountId == 'x', device.accountId",
    "device.contactId == 'x', device.contactId",
    "device['contactId'] == 'x', device.contactId",
    "'a' in device.attributes, device.attributes",
    "size(device) > 3, device",
    "size(customer) > 0, customer",
  })
  void namesWhatItDoesNotKnow(String condition, String field) {
    assertThat(compile(condition, null, "[]", false)).isNotNull();
    assertThatThrownBy(() -> compile(condition, null, "[]", true))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("/condition asks for " + field + ",");
    assertThatThrownBy(() -> compile("latest.t > 8", condition, "[]", true))
        .hasMessageContaining("/clearCondition asks for " + field + ",");
  }

  @Test
  void refusesARuleWithoutAnAlarmAndAWeightThatAsksForACustomer() {
    String interaction = "[{\"type\":\"INTERACTION\",\"shelf\":\"s\",\"weight\":\"%s\"}%s]";
    assertThatThrownBy(() -> compile("latest.t > 8", null, interaction.formatted("1.0", ""), true))
        .hasMessageContaining("/runsAtEdge needs a rule that raises an alarm");
    String withTask = ",{\"type\":\"TASK\",\"subject\":\"s\"}";
    assertThatThrownBy(
            () ->
                compile(
                    "latest.t > 8",
                    null,
                    interaction.formatted("size(customer.tier) * 1.0", withTask),
                    true))
        .hasMessageContaining("/actions/0/weight asks for customer.tier");
  }

  @Test
  void knowsWhatItAsksOfTheRegistry() {
    assertThat(
            compile(
                    "device.attributes.a > 1 && device.site == 'x'",
                    "device.attributes['b'] > 1",
                    "[]",
                    true)
                .registryFields())
        .containsExactlyInAnyOrder("device.attributes.a", "device.attributes.b", "device.site");
  }
}
