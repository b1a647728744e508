package io.iotcrm.ejb.rule;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.InvalidInputException.Violation;
import io.iotcrm.domain.rule.CompiledRule;
import io.iotcrm.domain.rule.MailRecipient;
import io.iotcrm.domain.rule.RuleAction;
import io.iotcrm.ejb.mail.MailOutbox;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.ArrayList;
import java.util.List;

/** Whether what a rule's actions name is there. */
@Dependent
public class RuleReferences {
  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private MailOutbox mail;

  /**
   * @throws InvalidInputException naming each action that could do nothing
   */
  void check(CompiledRule rule) {
    List<Violation> violations = new ArrayList<>();
    List<RuleAction> actions = rule.actions();
    for (int i = 0; i < actions.size(); i++) {
      String pointer = "/actions/" + i;
      RuleAction action = actions.get(i);
      if (action instanceof RuleAction.CallWebhook call) {
        require(
            pointer + "/endpoint",
            "webhook endpoint",
            "select count(w) from WebhookEndpoint w where w.name = ?1",
            call.endpoint(),
            violations);
      } else if (action instanceof RuleAction.EnterCampaign enter) {
        require(
            pointer + "/campaignId",
            "campaign",
            "select count(k) from Campaign k where k.id = ?1",
            enter.campaignId(),
            violations);
      } else if (action instanceof RuleAction.Escalate escalate && escalate.team() != null) {
        requireTeam(pointer + "/team", escalate.team(), violations);
      } else if (action instanceof RuleAction.SendMail send) {
        checkMail(pointer, send.recipient(), violations);
      }
    }
    if (!violations.isEmpty()) {
      throw new InvalidInputException(violations);
    }
  }

  private void checkMail(String pointer, MailRecipient to, List<Violation> violations) {
    if (!mail.isConfigured()) {
      violations.add(
          new Violation(
              pointer + "/type",
              "EMAIL needs a mail session: an administrator makes one in the server and names it"
                  + " in iotcrm.mail.session"));
    }
    if (to.kind() == MailRecipient.Kind.USER) {
      require(
          pointer + "/name",
          "user",
          "select count(u) from AppUser u where lower(u.username) = lower(?1)",
          to.name(),
          violations);
    } else if (to.kind() == MailRecipient.Kind.TEAM) {
      requireTeam(pointer + "/name", to.name(), violations);
    }
  }

  private void requireTeam(String pointer, String team, List<Violation> violations) {
    require(
        pointer,
        "team with anybody in it",
        "select count(u) from Team t join t.members u where t.name = ?1 and u.enabled = true",
        team,
        violations);
  }

  private void require(
      String pointer, String what, String count, Object value, List<Violation> violations) {
    if (em.createQuery(count, Long.class).setParameter(1, value).getSingleResult() == 0) {
      violations.add(new Violation(pointer, "names no " + what + ": " + value));
    }
  }
}
