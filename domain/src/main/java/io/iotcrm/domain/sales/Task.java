package io.iotcrm.domain.sales;

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

/** Something that one of us has to do for a customer. */
@Entity
@Table(name = "task")
public class Task implements Owned {
  @Id private UUID id;
  private String subject;
  private String description;

  @Enumerated(EnumType.STRING)
  private TaskStatus status = TaskStatus.OPEN;

  @Column(name = "due_at")
  private Instant dueAt;

  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "owner_id")
  private AppUser owner;

  private String team;

  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "account_id")
  private Account account;

  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "contact_id")
  private Contact contact;

  @Column(name = "ticket_id")
  private UUID ticketId;

  @Column(name = "idempotency_key")
  private String idempotencyKey;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  @Column(name = "completed_at")
  private Instant completedAt;

  @Version private long version;

  protected Task() {}

  public Task(String subject, String description, Instant dueAt, AppUser owner) {
    this.id = Ids.next();
    this.subject = requireSubject(subject);
    this.description = description;
    this.dueAt = dueAt;
    this.owner = owner;
    this.createdAt = Instant.now();
    this.updatedAt = createdAt;
  }

  public void reword(String newSubject, String newDescription) {
    subject = requireSubject(newSubject);
    description = newDescription;
    updatedAt = Instant.now();
  }

  public void concern(Account newAccount, Contact newContact, UUID newTicketId) {
    account = newAccount;
    contact = newContact;
    ticketId = newTicketId;
  }

  /** The same key makes the same task once. */
  public void once(String key) {
    idempotencyKey = key;
  }

  public void complete(Instant at) {
    if (status == TaskStatus.OPEN) {
      status = TaskStatus.DONE;
      completedAt = at;
      updatedAt = at;
    }
  }

  public void cancel(Instant at) {
    if (status == TaskStatus.OPEN) {
      status = TaskStatus.CANCELLED;
      completedAt = at;
      updatedAt = at;
    }
  }

  public void reopen(Instant at) {
    status = TaskStatus.OPEN;
    completedAt = null;
    updatedAt = at;
  }

  public void reschedule(Instant newDueAt) {
    dueAt = newDueAt;
    updatedAt = Instant.now();
  }

  public void assignTo(AppUser user) {
    owner = user;
    updatedAt = Instant.now();
  }

  private static String requireSubject(String subject) {
    if (subject == null || subject.isBlank() || subject.length() > 300) {
      throw new IllegalArgumentException("a task's subject must have 1 to 300 characters");
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
    return owner == null ? null : owner.getId();
  }

  @Override
  public String getTeam() {
    return team;
  }

  public UUID getId() {
    return id;
  }

  public String getSubject() {
    return subject;
  }

  public String getDescription() {
    return description;
  }

  public TaskStatus getStatus() {
    return status;
  }

  public Instant getDueAt() {
    return dueAt;
  }

  public AppUser getOwner() {
    return owner;
  }

  public Account getAccount() {
    return account;
  }

  public Contact getContact() {
    return contact;
  }

  public UUID getTicketId() {
    return ticketId;
  }

  public Instant getCreatedAt() {
    return createdAt;
  }

  public Instant getUpdatedAt() {
    return updatedAt;
  }

  public Instant getCompletedAt() {
    return completedAt;
  }

  public long getVersion() {
    return version;
  }
}
