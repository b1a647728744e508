package io.iotcrm.domain.rule;

import io.iotcrm.domain.support.Priority;
import io.iotcrm.domain.support.SupportSettings;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;

/** What is done when a rule fires. */
public sealed interface RuleAction {

  /** The name of its type in a rule's JSON. */
  String type();

  /** The texts with placeholders in it. */
  default List<Template> templates() {
    return List.of();
  }

  /**
   * Opens a ticket for the device's customer, with the evidence.
   *
   * @param queue the name of the queue that it goes to; null: that of the device's profile
   */
  record OpenTicket(Priority priority, Template subject, Template description, String queue)
      implements RuleAction {
    /**
     * Where the ticket goes.
     *
     * @param profileSettings of the device
     * @return null where neither the rule nor the profile names a queue
     */
    public String queueOr(String profileSettings) {
      return queue == null ? SupportSettings.queue(profileSettings) : queue;
    }

    @Override
    public String type() {
      return "TICKET";
    }

    @Override
    public List<Template> templates() {
      return List.of(subject, description);
    }
  }

  /** Gives the owner of the device's account something to do. */
  record CreateTask(Template subject, int dueInMinutes) implements RuleAction {
    @Override
    public String type() {
      return "TASK";
    }

    @Override
    public List<Template> templates() {
      return List.of(subject);
    }
  }

  /**
   * Sends a command to the device that this one controls things through, or to itself.
   *
   * @param paramsJson JSON object
   * @param oneWay no answer is expected
   */
  record SendCommand(String name, String paramsJson, int expiresInMinutes, boolean oneWay)
      implements RuleAction {
    @Override
    public String type() {
      return "COMMAND";
    }
  }

  /**
   * Tells the recommender that the device's contact showed interest in what stands at a shelf.
   *
   * @param kind an interaction kind, e.g. DWELL
   */
  record RecordInteraction(String kind, Template shelf, RuleExpression weight)
      implements RuleAction {
    @Override
    public String type() {
      return "INTERACTION";
    }

    @Override
    public List<Template> templates() {
      return List.of(shelf);
    }
  }

  /**
   * Posts what happened to an endpoint.
   *
   * @param endpoint the name of a webhook endpoint
   */
  record CallWebhook(String endpoint) implements RuleAction {
    @Override
    public String type() {
      return "WEBHOOK";
    }
  }

  /** Writes an e-mail. */
  record SendMail(MailRecipient recipient, Template subject, Template text) implements RuleAction {
    @Override
    public String type() {
      return "EMAIL";
    }

    @Override
    public List<Template> templates() {
      return List.of(subject, text);
    }
  }

  /**
   * Opens a deal for the device's account.
   *
   * @param amount null: not known yet; with its ISO 4217 currency
   */
  record OpenDeal(Template name, BigDecimal amount, String currency) implements RuleAction {
    @Override
    public String type() {
      return "DEAL";
    }

    @Override
    public List<Template> templates() {
      return List.of(name);
    }
  }

  /** Enters the device's contact into a campaign, if that person agreed to marketing. */
  record EnterCampaign(UUID campaignId) implements RuleAction {
    @Override
    public String type() {
      return "CAMPAIGN";
    }
  }

  /**
   * Makes the alarm worse and tells people when nobody has acknowledged it in time.
   *
   * @param afterMinutes since the alarm was raised
   * @param severity at least this from then on; null: the next worse one
   * @param team whose task it is; null: that of the account's owner
   * @param task what is to be done; null: no task
   */
  record Escalate(int afterMinutes, Severity severity, String team, Template task)
      implements RuleAction {
    @Override
    public String type() {
      return "ESCALATE";
    }

    @Override
    public List<Template> templates() {
      return task == null ? List.of() : List.of(task);
    }
  }

  /**
   * When alarms of the rule are a storm and become one group.
   *
   * @param threshold devices that raise within the window; 0: never
   * @param by what the alarms of a group have in common, besides the rule
   */
  record Group(int threshold, int windowSeconds, Scope by) implements RuleAction {
    /** What alarms of a storm have in common. */
    public enum Scope {
      RULE,
      SITE,
      ACCOUNT
    }

    @Override
    public String type() {
      return "GROUP";
    }

    /** What the alarms of one device are grouped by, e.g. {@code site/tallinn}. */
    public String scope(String site, UUID accountId) {
      return switch (by) {
        case RULE -> "rule";
        case SITE -> "site/" + (site == null ? "" : site);
        case ACCOUNT -> "account/" + (accountId == null ? "" : accountId);
      };
    }
  }
}
