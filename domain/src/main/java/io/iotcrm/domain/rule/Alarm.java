package io.iotcrm.domain.rule;

import io.iotcrm.domain.platform.Ids;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
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

  private String evidence;
  private int occurrences = 1;

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
    this.createdAt = Instant.now();
    this.updatedAt = createdAt;
    this.evidence = evidenceJson;
  }

  /** Somebody has seen it and takes care. */
  public void acknowledge(String by, Instant at) {
    if (acknowledgedAt == null) {
      acknowledgedAt = at;
      acknowledgedBy = by;
      updatedAt = at;
    }
  }

  public void clear(Instant at) {
    if (clearedAt == null) {
      clearedAt = at;
      updatedAt = Instant.now();
    }
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

  public Instant getUpdatedAt() {
    return updatedAt;
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

  public Instant getCreatedAt() {
    return createdAt;
  }

  public long getVersion() {
    return version;
  }
}
