package io.iotcrm.domain.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotcrm.domain.platform.Ids;
import io.iotcrm.domain.platform.InvalidInputException.Violation;
import io.iotcrm.domain.rule.RuleAction.Group.Scope;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleActionsTest {

  private static List<RuleAction> actions(String json) {
    RuleActions.Outcome outcome = RuleActions.parse(json);
    assertThat(outcome.violations()).isEmpty();
    return outcome.actions();
  }

  @Test
  void readsWhatLeavesTheHouse() {
    UUID campaign = Ids.next();
    List<RuleAction> actions =
        actions(
            """
            [{"type":"WEBHOOK","endpoint":"erp"},
             {"type":"EMAIL","to":"TEAM","name":"north","subject":"{device.name}","text":"{latest.t}"},
             {"type":"EMAIL","to":"CONTACT_MARKETING","subject":"s","text":"t"},
             {"type":"DEAL","name":"New fridge for {account.name}","amount":499.5,"currency":"EUR"},
             {"type":"CAMPAIGN","campaignId":"%s"}]
            """
                .formatted(campaign));

    assertThat(actions.get(0)).isEqualTo(new RuleAction.CallWebhook("erp"));
    assertThat(actions.get(1))
        .isInstanceOfSatisfying(
            RuleAction.SendMail.class,
            mail -> {
              assertThat(mail.recipient())
                  .isEqualTo(new MailRecipient(MailRecipient.Kind.TEAM, "north"));
              assertThat(mail.templates())
                  .flatExtracting(Template::placeholders)
                  .containsExactly("device.name", "latest.t");
            });
    assertThat(actions.get(3))
        .isInstanceOfSatisfying(
            RuleAction.OpenDeal.class,
            deal -> assertThat(deal.amount()).isEqualTo(new BigDecimal("499.5")));
    assertThat(actions.get(4)).isEqualTo(new RuleAction.EnterCampaign(campaign));
  }

  @Test
  void readsHowTheAlarmIsHandled() {
    List<RuleAction> actions =
        actions(
            """
            [{"type":"ESCALATE","afterMinutes":15,"severity":"CRITICAL","team":"north",
              "task":"Look after {device.name}"},
             {"type":"GROUP","threshold":5,"windowSeconds":30,"by":"SITE"}]
            """);

    assertThat(actions.get(0))
        .isInstanceOfSatisfying(
            RuleAction.Escalate.class,
            step -> {
              assertThat(step.afterMinutes()).isEqualTo(15);
              assertThat(step.severity()).isEqualTo(Severity.CRITICAL);
              assertThat(step.team()).isEqualTo("north");
            });
    assertThat(actions.get(1)).isEqualTo(new RuleAction.Group(5, 30, Scope.SITE));
  }

  @Test
  void groupsByWhatTheRuleSays() {
    UUID account = Ids.next();

    assertThat(new RuleAction.Group(5, 30, Scope.RULE).scope("a", account)).isEqualTo("rule");
    assertThat(new RuleAction.Group(5, 30, Scope.SITE).scope("a", account)).isEqualTo("site/a");
    assertThat(new RuleAction.Group(5, 30, Scope.ACCOUNT).scope("a", account))
        .isEqualTo("account/" + account);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"type":"MAIL"}                                              | /actions/0/type          | must be TICKET
          {"type":"WEBHOOK"}                                           | /actions/0/endpoint      | 1 to 300
          {"type":"WEBHOOK","endpoint":"a","url":"http://x"}           | /actions/0/url           | is not known here
          {"type":"EMAIL","to":"BOSS","subject":"s","text":"t"}        | /actions/0/to            | must be USER, TEAM
          {"type":"EMAIL","to":"USER","subject":"s","text":"t"}        | /actions/0/name          | needs its name
          {"type":"DEAL","name":"d","amount":5}                        | /actions/0/currency      | belongs to an amount
          {"type":"DEAL","name":"d","amount":5,"currency":"EURO"}      | /actions/0/currency      | ISO 4217
          {"type":"DEAL","name":"d","amount":-5,"currency":"EUR"}      | /actions/0/amount        | 0 to 999,999,999.99
          {"type":"CAMPAIGN","campaignId":"x"}                         | /actions/0/campaignId    | must be an id
          {"type":"ESCALATE"}                                          | /actions/0/afterMinutes  | must be there
          {"type":"ESCALATE","afterMinutes":1,"severity":"WORST"}      | /actions/0/severity      | must be CRITICAL
          {"type":"GROUP","threshold":1}                               | /actions/0/threshold     | 0 (never)
          {"type":"GROUP","by":"CITY"}                                 | /actions/0/by            | must be RULE, SITE or ACCOUNT
          {"type":"COMMAND","name":"x","oneWay":"yes"}                 | /actions/0/oneWay        | true or false
          """)
  void saysWhatIsWrong(String action, String pointer, String detail) {
    List<Violation> violations = RuleActions.parse("[" + action + "]").violations();

    assertThat(violations)
        .anySatisfy(
            violation -> {
              assertThat(violation.pointer()).isEqualTo(pointer);
              assertThat(violation.detail()).contains(detail);
            });
  }

  @Test
  void groupsInOneWayOnly() {
    assertThat(RuleActions.parse("[{\"type\":\"GROUP\"},{\"type\":\"GROUP\"}]").violations())
        .extracting(Violation::detail)
        .containsExactly("has more than one GROUP");
  }
}
