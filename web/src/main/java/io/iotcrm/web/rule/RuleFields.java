package io.iotcrm.web.rule;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.InvalidInputException.Violation;
import io.iotcrm.web.platform.Texts;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The fields of the rule's form, by the pointers that refusals name them with. */
@RequestScoped
public class RuleFields {
  private static final String FORM = "rule:";

  /**
   * A field of the form.
   *
   * @param id of the component
   * @param label the key of its text
   */
  record Field(String id, String label) {}

  private static final Map<String, Field> FIELDS =
      Map.ofEntries(
          Map.entry("name", new Field("name", "rule.name")),
          Map.entry("profileKey", new Field("profile", "device.profile")),
          Map.entry("condition", new Field("condition", "rule.condition")),
          Map.entry("clearCondition", new Field("clear", "rule.clear")),
          Map.entry("holdSeconds", new Field("hold", "rule.hold")),
          Map.entry("repeatCount", new Field("repeat", "rule.repeat")),
          Map.entry("repeatSeconds", new Field("within", "rule.within")),
          Map.entry("schedule", new Field("schedule", "rule.schedule")),
          Map.entry("actions", new Field("actions", "rule.actions")),
          Map.entry("runsAtEdge", new Field("edge", "rule.edge")),
          Map.entry("from", new Field("span", "trial.span")));

  @Inject private Texts texts;

  /**
   * Does some work, and where the rule is refused says at each field what is wrong with it.
   *
   * @throws InvalidInputException with what belongs to no field, possibly nothing
   */
  void explain(Runnable work) {
    try {
      work.run();
    } catch (InvalidInputException e) {
      List<Violation> others = new ArrayList<>();
      for (Violation violation : e.violations()) {
        Field field = field(violation.pointer());
        if (field == null) {
          others.add(violation);
        } else {
          say(field, words(violation));
        }
      }
      throw new InvalidInputException(others);
    }
  }

  /** The page's list of messages shows the summary, the field the detail. */
  private void say(Field field, String words) {
    FacesContext.getCurrentInstance()
        .addMessage(
            FORM + field.id(),
            new FacesMessage(
                FacesMessage.SEVERITY_ERROR, texts.of(field.label()) + ": " + words, words));
  }

  /** The form's field that a JSON pointer lies in; null for none. */
  static Field field(String pointer) {
    String path = pointer.startsWith("/rule/") ? pointer.substring("/rule".length()) : pointer;
    String[] parts = path.split("/");
    return parts.length < 2 ? null : FIELDS.get(parts[1]);
  }

  /** What is wrong, and where in a field that is JSON itself. */
  static String words(Violation violation) {
    String path = violation.pointer().replaceFirst("^/rule/", "/");
    int inside = path.indexOf('/', 1);
    return inside < 0
        ? violation.detail()
        : path.substring(inside + 1).replace('/', ' ') + " " + violation.detail();
  }
}
