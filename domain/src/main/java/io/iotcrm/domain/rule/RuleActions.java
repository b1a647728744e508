package io.iotcrm.domain.rule;

import static io.iotcrm.domain.platform.JsonProcessing.JSON;

import io.iotcrm.domain.platform.InvalidInputException.Violation;
import io.iotcrm.domain.support.Priority;
import io.iotcrm.domain.telemetry.RollingWindow;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Set;

/** Reads a rule's actions from their JSON form and says everything that is wrong with it. */
final class RuleActions {
  private static final int MAX_ACTIONS = 10;
  private static final int MAX_MINUTES = 525_600;
  private static final int MAX_MAIL = 5_000;
  private static final Set<String> PLAIN_PLACEHOLDERS =
      Set.of("device.id", "device.name", "device.site", "rule.name", "account.name");
  private static final Set<String> INTERACTION_KINDS = Set.of("DWELL", "CLICK", "PURCHASE");

  private final List<RuleAction> actions = new ArrayList<>();
  private final List<Violation> violations = new ArrayList<>();

  private RuleActions() {}

  /** What was read; the actions are complete only where there are no violations. */
  record Outcome(List<RuleAction> actions, List<Violation> violations) {}

  static Outcome parse(String json) {
    RuleActions parser = new RuleActions();
    parser.read(json == null || json.isBlank() ? "[]" : json);
    return new Outcome(List.copyOf(parser.actions), List.copyOf(parser.violations));
  }

  static boolean isPlaceholder(String name) {
    if (PLAIN_PLACEHOLDERS.contains(name)) {
      return true;
    }
    if (name.startsWith("latest.")) {
      return name.length() > "latest.".length();
    }
    int feature = name.lastIndexOf('.');
    return name.startsWith("window.")
        && feature > "window.".length()
        && RollingWindow.isFeature(name.substring(feature + 1));
  }

  private void read(String json) {
    JsonArray array;
    try (JsonReader reader = JSON.createReader(new StringReader(json))) {
      array = reader.readArray();
    } catch (JsonException | ClassCastException e) {
      violations.add(new Violation("/actions", "must be a JSON array of actions"));
      return;
    }
    if (array.size() > MAX_ACTIONS) {
      violations.add(new Violation("/actions", "has more than " + MAX_ACTIONS + " actions"));
      return;
    }
    for (int i = 0; i < array.size(); i++) {
      String pointer = "/actions/" + i;
      if (array.get(i) instanceof JsonObject object) {
        RuleAction action = action(new ActionReader(object, pointer, violations));
        if (action != null) {
          actions.add(action);
        }
      } else {
        violations.add(new Violation(pointer, "must be an object"));
      }
    }
    if (actions.stream().filter(RuleAction.Group.class::isInstance).count() > 1) {
      violations.add(new Violation("/actions", "has more than one GROUP"));
    }
  }

  private static RuleAction action(ActionReader in) {
    return switch (in.text("type", "")) {
      case "TICKET" -> ticket(in);
      case "TASK" -> task(in);
      case "COMMAND" -> command(in);
      case "INTERACTION" -> interaction(in);
      case "WEBHOOK" -> webhook(in);
      case "EMAIL" -> mail(in);
      case "DEAL" -> deal(in);
      case "CAMPAIGN" -> campaign(in);
      case "ESCALATE" -> escalation(in);
      case "GROUP" -> group(in);
      default -> {
        in.refuse(
            "type",
            "must be TICKET, TASK, COMMAND, INTERACTION, WEBHOOK, EMAIL, DEAL, CAMPAIGN, ESCALATE"
                + " or GROUP");
        yield null;
      }
    };
  }

  private static RuleAction ticket(ActionReader in) {
    return new RuleAction.OpenTicket(
        in.constant("priority", Priority.class, Priority.NORMAL),
        in.template("subject", true),
        in.template("description", false),
        in.has("queue") ? in.required("queue") : null);
  }

  private static RuleAction task(ActionReader in) {
    return new RuleAction.CreateTask(
        in.template("subject", true), in.number("dueInMinutes", 1, MAX_MINUTES, 1_440));
  }

  private static RuleAction command(ActionReader in) {
    return new RuleAction.SendCommand(
        in.required("name"),
        in.object("params"),
        in.number("expiresInMinutes", 1, MAX_MINUTES, 60),
        in.flag("oneWay", false));
  }

  private static RuleAction interaction(ActionReader in) {
    String kind = in.text("kind", "DWELL");
    if (!INTERACTION_KINDS.contains(kind)) {
      in.refuse("kind", "must be DWELL, CLICK or PURCHASE");
    }
    return new RuleAction.RecordInteraction(kind, in.template("shelf", true), in.weight("weight"));
  }

  private static RuleAction webhook(ActionReader in) {
    in.allow(Set.of("endpoint"));
    return new RuleAction.CallWebhook(in.required("endpoint"));
  }

  private static RuleAction mail(ActionReader in) {
    in.allow(Set.of("to", "name", "subject", "text"));
    MailRecipient.Kind kind = in.constant("to", MailRecipient.Kind.class, null);
    MailRecipient recipient = null;
    if (kind == null) {
      if (!in.has("to")) {
        in.refuse("to", "must be USER, TEAM, OWNER, CONTACT_SERVICE or CONTACT_MARKETING");
      }
    } else {
      try {
        recipient = new MailRecipient(kind, in.text("name", null));
      } catch (IllegalArgumentException e) {
        in.refuse("name", e.getMessage());
      }
    }
    return new RuleAction.SendMail(
        recipient, in.template("subject", true), in.template("text", true, MAX_MAIL));
  }

  private static RuleAction deal(ActionReader in) {
    in.allow(Set.of("name", "amount", "currency"));
    BigDecimal amount = in.amount("amount");
    String currency = in.text("currency", null);
    if ((amount == null) != (currency == null)) {
      in.refuse("currency", "belongs to an amount, and an amount to a currency");
    } else if (currency != null && !isCurrency(currency)) {
      in.refuse("currency", "must be an ISO 4217 code such as EUR");
    }
    return new RuleAction.OpenDeal(in.template("name", true), amount, currency);
  }

  private static boolean isCurrency(String code) {
    try {
      return Currency.getInstance(code) != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static RuleAction campaign(ActionReader in) {
    in.allow(Set.of("campaignId"));
    return new RuleAction.EnterCampaign(in.id("campaignId"));
  }

  private static RuleAction escalation(ActionReader in) {
    in.allow(Set.of("afterMinutes", "severity", "team", "task"));
    if (!in.has("afterMinutes")) {
      in.refuse("afterMinutes", "must be there");
    }
    return new RuleAction.Escalate(
        in.number("afterMinutes", 1, MAX_MINUTES, 1),
        in.constant("severity", Severity.class, null),
        in.has("team") ? in.required("team") : null,
        in.has("task") ? in.template("task", true) : null);
  }

  private static RuleAction group(ActionReader in) {
    in.allow(Set.of("threshold", "windowSeconds", "by"));
    int threshold = in.number("threshold", 0, 10_000, 10);
    if (threshold == 1) {
      in.refuse("threshold", "must be 0 (never) or at least 2");
    }
    return new RuleAction.Group(
        threshold,
        in.number("windowSeconds", 1, 86_400, 60),
        in.constant("by", RuleAction.Group.Scope.class, RuleAction.Group.Scope.RULE));
  }
}
