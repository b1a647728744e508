package io.iotcrm.domain.rule;

import io.iotcrm.domain.platform.Ids;
import io.iotcrm.domain.security.AppUser;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;

/** A rule's condition that holds, or held, on a device. At most one is open per rule and device. */
@Entity
@Table(name = "alarm")
public class Alarm {
  @Id private UUID id;

  @Column(name = "rule_id")
  private UUID ruleId;

  @Column(name = "device_id")
  private String deviceId;

  @Column(name = "account_id")
  private UUID accountId;

  @Column(name = "contact_id")
  private UUID contactId;

  @Enumerated(EnumType.STRING)
  private Severity severity;

  private String message;

  @Column(name = "raised_at")
  private Instant raisedAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  @Column(name = "cleared_at")
  private Instant clearedAt;

  @Column(name = "acknowledged_at")
  private Instant acknowledgedAt;

  @Column(name = "acknowledged_by")
  private String acknowledgedBy;

  @Column(name = "cleared_by")
  private String clearedBy;

  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "assignee_id")
  private AppUser assignee;

  private String evidence;
  private int occurrences = 1;

  @Column(name = "last_raised_at")
  private Instant lastRaisedAt;

  @Column(name = "last_values")
  private String lastValues = "{}";

  @Column(name = "escalation_level")
  private int escalationLevel;

  /** Null: nothing happens by itself any more. */
  @Column(name = "escalate_at")
  private Instant escalateAt;

  @Column(name = "ticket_id")
  private UUID ticketId;

  @Column(name = "group_scope")
  private String groupScope;

  @Column(name = "group_id")
  private UUID groupId;

  @Enumerated(EnumType.STRING)
  private AlarmOrigin origin = AlarmOrigin.CENTRE;

  @Column(name = "edge_id")
  private String edgeId;

  @Column(name = "created_at")
  private Instant createdAt;

  @Version private long version;

  protected Alarm() {}

  /**
   * @param raisedAt the time of the reading that made the condition true
   * @param evidenceJson JSON object: the readings and features that the rule saw
   */
  public Alarm(
      UUID ruleId,
      String deviceId,
      UUID accountId,
      UUID contactId,
      Severity severity,
      String message,
      Instant raisedAt,
      String evidenceJson) {
    this.id = Ids.next();
    this.ruleId = ruleId;
    this.deviceId = deviceId;
    this.accountId = accountId;
    this.contactId = contactId;
    this.severity = severity;
    this.message = message;
    this.raisedAt = raisedAt;
    this.lastRaisedAt = raisedAt;
    this.createdAt = Instant.now();
    this.updatedAt = createdAt;
    this.evidence = evidenceJson;
  }

  /**
   * The condition became true once more while the alarm is open: another occurrence, unless it is
   * one that was counted before.
   *
   * @return whether it was a new one
   */
  public boolean repeat(Instant at, String valuesJson) {
    if (!isActive() || !at.isAfter(lastRaisedAt)) {
      return false;
    }
    lastRaisedAt = at;
    occurrences++;
    saw(valuesJson);
    return true;
  }

  /** Who raised it. */
  public void raisedBy(AlarmSource source) {
    origin = source.origin();
    edgeId = source.edgeId();
  }

  /** Somebody else has reported it, too. */
  public void confirmedBy(AlarmSource source) {
    origin = origin.and(source.origin());
    edgeId = source.edgeId() == null ? edgeId : source.edgeId();
    updatedAt = Instant.now();
  }

  public void saw(String valuesJson) {
    lastValues = valuesJson;
    updatedAt = Instant.now();
  }

  /**
   * Somebody has seen it and takes care; it escalates by itself no more.
   *
   * @return whether nobody had before
   */
  public boolean acknowledge(String by, Instant at) {
    if (acknowledgedAt != null) {
      return false;
    }
    acknowledgedAt = at;
    acknowledgedBy = by;
    escalateAt = null;
    updatedAt = at;
    return true;
  }

  public void assign(AppUser user) {
    assignee = user;
    updatedAt = Instant.now();
  }

  /**
   * Makes it worse, never better.
   *
   * @return whether the severity changed
   */
  public boolean escalate(Severity to) {
    updatedAt = Instant.now();
    if (!isActive() || !to.isWorseThan(severity)) {
      return false;
    }
    severity = to;
    return true;
  }

  /**
   * @param level how many steps of the rule's escalation are done
   * @param next when the next step is due; null: there is none
   */
  public void escalatesNext(int level, Instant next) {
    escalationLevel = level;
    escalateAt = next;
  }

  public void clear(Instant at, String by) {
    if (clearedAt == null) {
      clearedAt = at;
      clearedBy = by;
      escalateAt = null;
      updatedAt = Instant.now();
    }
  }

  /**
   * @param scope what alarms of a storm have in common, see {@link RuleAction.Group}
   */
  public void belongsTo(String scope, UUID group) {
    groupScope = scope;
    groupId = group;
  }

  public void attach(UUID ticket) {
    ticketId = ticket;
  }

  public UUID getId() {
    return id;
  }

  public UUID getRuleId() {
    return ruleId;
  }

  public String getDeviceId() {
    return deviceId;
  }

  public UUID getAccountId() {
    return accountId;
  }

  public UUID getContactId() {
    return contactId;
  }

  public Severity getSeverity() {
    return severity;
  }

  public String getMessage() {
    return message;
  }

  public Instant getRaisedAt() {
    return raisedAt;
  }

  public Instant getClearedAt() {
    return clearedAt;
  }

  public boolean isActive() {
    return clearedAt == null;
  }

  public Instant getAcknowledgedAt() {
    return acknowledgedAt;
  }

  public String getAcknowledgedBy() {
    return acknowledgedBy;
  }

  public String getEvidence() {
    return evidence;
  }

  public int getOccurrences() {
    return occurrences;
  }

  public String getClearedBy() {
    return clearedBy;
  }

  public AppUser getAssignee() {
    return assignee;
  }

  public Instant getLastRaisedAt() {
    return lastRaisedAt;
  }

  public String getLastValues() {
    return lastValues;
  }

  public int getEscalationLevel() {
    return escalationLevel;
  }

  public Instant getEscalateAt() {
    return escalateAt;
  }

  public UUID getTicketId() {
    return ticketId;
  }

  public UUID getGroupId() {
    return groupId;
  }

  public AlarmOrigin getOrigin() {
    return origin;
  }

  /** The edge that reported it last; null where only the centre did. */
  public String getEdgeId() {
    return edgeId;
  }

  public long getVersion() {
    return version;
  }
}
