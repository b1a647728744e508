package io.iotcrm.domain.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iotcrm.domain.platform.Ids;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.support.Priority;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompiledRuleTest {
  private static CompiledRule rule(String condition, String clear, String actions) {
    return CompiledRule.compile(
        Ids.next(),
        new RuleDefinition(
            "Fridge too warm", null, "dht22", condition, clear, 0, Severity.MAJOR, actions, true));
  }

  @Test
  void readsItsActions() {
    CompiledRule rule =
        rule(
            "latest.temperature > 8",
            null,
            """
            [{"type":"TICKET","priority":"HIGH","subject":"{device.name}: {latest.temperature}"},
             {"type":"TASK","subject":"Call {account.name}","dueInMinutes":60},
             {"type":"COMMAND","name":"setTarget","params":{"target":2}},
             {"type":"INTERACTION","kind":"DWELL","shelf":"{latest.zone}","weight":"latest.dwell/60"}]
            """);
    assertThat(rule.raisesAlarm()).isTrue();
    assertThat(rule.actions()).hasSize(4);
    assertThat(rule.actions().get(0))
        .isInstanceOfSatisfying(
            RuleAction.OpenTicket.class,
            ticket -> {
              assertThat(ticket.priority()).isEqualTo(Priority.HIGH);
              assertThat(
                      ticket
                          .subject()
                          .render(Map.of("device.name", "F1", "latest.temperature", 9.504)::get))
                  .isEqualTo("F1: 9.5");
            });
    assertThat(rule.actions().get(2))
        .isInstanceOfSatisfying(
            RuleAction.SendCommand.class,
            command -> assertThat(command.paramsJson()).isEqualTo("{\"target\":2}"));
  }

  @Test
  void raisesNoAlarmWhereItOnlyWatchesBehaviour() {
    assertThat(rule("true", null, "[]").raisesAlarm()).isTrue();
    assertThat(
            rule("true", null, "[{\"type\":\"INTERACTION\",\"shelf\":\"{latest.zone}\"}]")
                .raisesAlarm())
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      value = {
        "{} => /actions must be a JSON array",
        "[1] => /actions/0 must be an object",
        "[{\"type\":\"MAIL\"}] => /actions/0/type must be",
        "[{\"type\":\"TICKET\"}] => /actions/0/subject must have 1 to 300",
        "[{\"type\":\"TICKET\",\"subject\":\"{x}\"}] => unknown placeholder {x}",
        "[{\"type\":\"TICKET\",\"subject\":\"{device.name\"}] => '{' without '}'",
        "[{\"type\":\"TICKET\",\"subject\":\"s\",\"priority\":\"BIG\"}] => /actions/0/priority",
        "[{\"type\":\"TASK\",\"subject\":\"s\",\"dueInMinutes\":0}] => /actions/0/dueInMinutes",
        "[{\"type\":\"COMMAND\",\"name\":\"n\",\"params\":[]}] => /actions/0/params",
        "[{\"type\":\"INTERACTION\",\"shelf\":\"a\",\"weight\":\"dwell\"}] => /actions/0/weight",
      })
  void saysWhereAnActionIsWrong(String actions, String message) {
    assertThatThrownBy(() -> rule("true", null, actions))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }

  @Test
  void reportsEverythingThatIsWrongAtOnce() {
    assertThatThrownBy(() -> rule("temperature > 8", "1 +", "[{}]"))
        .isInstanceOfSatisfying(
            InvalidInputException.class,
            e ->
                assertThat(e.violations())
                    .extracting(InvalidInputException.Violation::pointer)
                    .isEqualTo(List.of("/condition", "/clearCondition", "/actions/0/type")));
  }

  @Test
  void whatIsPutIntoATextIsNotLookedAtAgain() {
    Template template = Template.parse("{device.name}!", RuleActions::isPlaceholder);
    assertThat(template.render(Map.of("device.name", "{rule.name}")::get))
        .isEqualTo("{rule.name}!");
    assertThat(template.render(name -> null)).isEqualTo("-!");
  }
}
