package io.iotcrm.web.rule;

import io.iotcrm.domain.rule.AlarmView;
import io.iotcrm.domain.rule.Severity;
import io.iotcrm.ejb.rule.AlarmService;
import io.iotcrm.web.platform.Changes;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;

/**
 * What a person does with an alarm. The version that was shown travels with the form: where
 * somebody else was quicker, nothing is written and the page shows what the alarm says now.
 */
@Named
@RequestScoped
public class AlarmForm {
  @EJB private AlarmService alarms;
  @Inject private AlarmPage page;
  @Inject private Changes changes;
  private String assignee;
  private Severity severity;
  private String note;
  private String comment;
  private Long version;

  public void assign() {
    AlarmView shown = page.getAlarm();
    String whom = assignee == null || assignee.isBlank() ? null : assignee.strip();
    changes.attempt(() -> alarms.assign(shown.id(), whom, version), "alarm.assigned");
    forget();
  }

  public void escalate() {
    AlarmView shown = page.getAlarm();
    changes.attempt(() -> alarms.escalate(shown.id(), severity, note, version), "alarm.escalated");
    forget();
  }

  public void addComment() {
    AlarmView shown = page.getAlarm();
    if (changes.attempt(() -> alarms.comment(shown.id(), comment), "alarm.commented")) {
      comment = null;
    }
    page.reload();
  }

  private void forget() {
    page.reload();
    assignee = null;
    severity = null;
    note = null;
    version = null;
  }

  /** What the alarm can become: everything worse than it is. */
  public List<Severity> getWorse() {
    return Arrays.stream(Severity.values())
        .filter(one -> one.isWorseThan(page.getAlarm().severity()))
        .toList();
  }

  public String getAssignee() {
    return assignee == null ? page.getAlarm().assigneeUsername() : assignee;
  }

  public void setAssignee(String assignee) {
    this.assignee = assignee;
  }

  public Severity getSeverity() {
    return severity == null ? page.getAlarm().severity().worse() : severity;
  }

  public void setSeverity(Severity severity) {
    this.severity = severity;
  }

  public String getNote() {
    return note;
  }

  public void setNote(String note) {
    this.note = note;
  }

  public String getComment() {
    return comment;
  }

  public void setComment(String comment) {
    this.comment = comment;
  }

  public Long getVersion() {
    return version == null ? Long.valueOf(page.getAlarm().version()) : version;
  }

  public void setVersion(Long version) {
    this.version = version;
  }
}
