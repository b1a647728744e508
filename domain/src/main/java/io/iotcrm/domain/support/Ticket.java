package io.iotcrm.domain.support;

import io.iotcrm.domain.customer.Account;
import io.iotcrm.domain.customer.Contact;
import io.iotcrm.domain.platform.Ids;
import io.iotcrm.domain.security.AppUser;
import io.iotcrm.domain.security.Owned;
import io.iotcrm.domain.security.Team;
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

/** A customer's problem and its solution. One that a device opened carries the evidence. */
@Entity
@Table(name = "ticket")
public class Ticket implements Owned {
  @Id private UUID id;

  /** Given by the database: the number that people say on the phone. */
  @Column(insertable = false, updatable = false)
  private Long number;

  private String subject;
  private String description;

  @Enumerated(EnumType.STRING)
  private TicketStatus status = TicketStatus.NEW;

  @Enumerated(EnumType.STRING)
  private Priority priority;

  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "account_id")
  private Account account;

  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "contact_id")
  private Contact contact;

  @Column(name = "device_id")
  private String deviceId;

  @Column(name = "alarm_id")
  private UUID alarmId;

  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "assignee_id")
  private AppUser assignee;

  private String team;
  private String evidence = "{}";

  @Column(name = "idempotency_key")
  private String idempotencyKey;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  @Column(name = "resolved_at")
  private Instant resolvedAt;

  @Version private long version;

  protected Ticket() {}

  public Ticket(
      String subject, String description, Priority priority, Account account, Contact contact) {
    this.id = Ids.next();
    this.subject = requireSubject(subject);
    this.description = description;
    this.priority = priority == null ? Priority.NORMAL : priority;
    this.account = account;
    this.contact = contact;
    this.createdAt = Instant.now();
    this.updatedAt = createdAt;
  }

  /**
   * Ties the ticket to the alarm that opened it.
   *
   * @param evidenceJson the readings around the event, JSON object
   * @param key the same key makes the same ticket once
   */
  public void openedBy(UUID newAlarmId, String newDeviceId, String evidenceJson, String key) {
    alarmId = newAlarmId;
    deviceId = newDeviceId;
    evidence = evidenceJson;
    idempotencyKey = key;
  }

  public void about(String newDeviceId) {
    deviceId = newDeviceId;
  }

  public void assignTo(AppUser user) {
    assignee = user;
    if (status == TicketStatus.NEW && user != null) {
      status = TicketStatus.OPEN;
    }
    updatedAt = Instant.now();
  }

  public void prioritise(Priority newPriority) {
    priority = newPriority;
    updatedAt = Instant.now();
  }

  /** Says whose problem it is; both may be null. */
  public void concern(Account newAccount, Contact newContact) {
    account = newAccount;
    contact = newContact;
    updatedAt = Instant.now();
  }

  public void reword(String newSubject, String newDescription) {
    subject = requireSubject(newSubject);
    description = newDescription;
    updatedAt = Instant.now();
  }

  /** Moves the ticket on; resolving stamps the time, reopening removes it. */
  public void moveTo(TicketStatus next) {
    if (status == TicketStatus.CLOSED && next != TicketStatus.CLOSED && next != TicketStatus.OPEN) {
      throw new IllegalStateException("a closed ticket can only be opened again");
    }
    status = next;
    updatedAt = Instant.now();
    if (next.isOpen()) {
      resolvedAt = null;
    } else if (resolvedAt == null) {
      resolvedAt = updatedAt;
    }
  }

  private static String requireSubject(String subject) {
    if (subject == null || subject.isBlank() || subject.length() > 300) {
      throw new IllegalArgumentException("a ticket's subject must have 1 to 300 characters");
    }
    return subject;
  }

  /** Hands it to a team; null: to its owner's teams. */
  public void belongTo(Team newTeam) {
    team = newTeam == null ? null : newTeam.getName();
    updatedAt = Instant.now();
  }

  @Override
  public UUID ownerId() {
    return assignee == null ? null : assignee.getId();
  }

  @Override
  public String getTeam() {
    return team;
  }

  public UUID getId() {
    return id;
  }

  public Long getNumber() {
    return number;
  }

  public String getSubject() {
    return subject;
  }

  public String getDescription() {
    return description;
  }

  public TicketStatus getStatus() {
    return status;
  }

  public Priority getPriority() {
    return priority;
  }

  public Account getAccount() {
    return account;
  }

  public Contact getContact() {
    return contact;
  }

  public String getDeviceId() {
    return deviceId;
  }

  public UUID getAlarmId() {
    return alarmId;
  }

  public AppUser getAssignee() {
    return assignee;
  }

  public String getEvidence() {
    return evidence;
  }

  public Instant getCreatedAt() {
    return createdAt;
  }

  public Instant getUpdatedAt() {
    return updatedAt;
  }

  public Instant getResolvedAt() {
    return resolvedAt;
  }

  public long getVersion() {
    return version;
  }
}
