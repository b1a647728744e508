package io.iotcrm.domain.customer;

import io.iotcrm.domain.platform.Ids;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** Something that happened to a customer. Written once, never changed. */
@Entity
@Table(name = "timeline_entry")
public class TimelineEntry {
  /** What kind of thing happened. */
  public enum Kind {
    CUSTOMER_CREATED,
    LEAD_CREATED,
    LEAD_CHANGED,
    LEAD_CONVERTED,
    MERGED,
    CONSENT_CHANGED,
    ALARM_RAISED,
    ALARM_CLEARED,
    ALARM_ACKNOWLEDGED,
    ALARM_ESCALATED,
    TICKET_OPENED,
    TICKET_CHANGED,
    SLA_BREACHED,
    TASK_CREATED,
    TASK_COMPLETED,
    DEAL_OPENED,
    DEAL_MOVED,
    DEAL_WON,
    DEAL_LOST,
    CAMPAIGN_ENTERED,
    COMMAND_SENT,
    COMMAND_ANSWERED,
    BEHAVIOUR,
    OFFER_FEEDBACK,
    SYNC
  }

  @Id private UUID id;
  private Instant at;

  @Column(name = "account_id")
  private UUID accountId;

  @Column(name = "contact_id")
  private UUID contactId;

  @Column(name = "lead_id")
  private UUID leadId;

  @Column(name = "device_id")
  private String deviceId;

  @Enumerated(EnumType.STRING)
  private Kind kind;

  private String title;
  private String detail;

  @Column(name = "ref_type")
  private String refType;

  @Column(name = "ref_id")
  private String refId;

  private String actor;

  @Column(name = "idempotency_key")
  private String idempotencyKey;

  protected TimelineEntry() {}

  /**
   * @param subject whose timeline it belongs to
   * @param actor a user name, or {@code rule/ID}, {@code device/ID}, {@code system}
   */
  public TimelineEntry(
      Instant at, Subject subject, Kind kind, String title, String detail, String actor) {
    this.id = Ids.next();
    this.at = at;
    this.accountId = subject.accountId();
    this.contactId = subject.contactId();
    this.deviceId = subject.deviceId();
    this.kind = kind;
    this.title = title;
    this.detail = detail;
    this.actor = actor;
  }

  /** Names the record that the entry leads to, e.g. {@code ticket} and its id. */
  public TimelineEntry about(String type, Object refId) {
    this.refType = type;
    this.refId = String.valueOf(refId);
    return this;
  }

  /** Puts the entry into a lead's timeline too; it is in that of the customer it becomes later. */
  public TimelineEntry ofLead(UUID id) {
    this.leadId = id;
    return this;
  }

  /** Makes a repetition of the same entry fail instead of appearing twice. */
  public TimelineEntry once(String key) {
    this.idempotencyKey = key;
    return this;
  }

  /** Whose timeline an entry belongs to; any part may be null. */
  public record Subject(UUID accountId, UUID contactId, String deviceId) {}

  public UUID getId() {
    return id;
  }

  public Instant getAt() {
    return at;
  }

  public UUID getAccountId() {
    return accountId;
  }

  public UUID getContactId() {
    return contactId;
  }

  public UUID getLeadId() {
    return leadId;
  }

  public String getDeviceId() {
    return deviceId;
  }

  public Kind getKind() {
    return kind;
  }

  public String getTitle() {
    return title;
  }

  public String getDetail() {
    return detail;
  }

  public String getRefType() {
    return refType;
  }

  public String getRefId() {
    return refId;
  }

  public String getActor() {
    return actor;
  }
}
