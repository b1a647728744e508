package io.iotcrm.domain.security;

import io.iotcrm.domain.platform.Ids;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** Who did, or tried to do, what. Never changed once written. */
@Entity
@Table(name = "audit_entry")
public class AuditEntry {
  public enum Outcome {
    ALLOWED,
    DENIED,
    FAILED
  }

  @Id private UUID id;
  private Instant at;
  private String actor;
  private String action;

  @Column(name = "object_type")
  private String objectType;

  @Column(name = "object_id")
  private String objectId;

  @Enumerated(EnumType.STRING)
  private Outcome outcome;

  private String address;
  private String detail;

  /** The place in the chain, which is given when the entry is sealed. */
  @Column(insertable = false, updatable = false)
  private Long seq;

  @Column(insertable = false, updatable = false)
  private byte[] hash;

  protected AuditEntry() {}

  public AuditEntry(Instant at, String actor, AuditEvent event) {
    this.id = Ids.next();
    this.at = at;
    this.actor = actor;
    this.action = event.action();
    this.objectType = event.objectType();
    this.objectId = event.objectId();
    this.outcome = event.outcome();
    this.address = event.address();
    this.detail = event.detail();
  }

  public UUID getId() {
    return id;
  }

  public Instant getAt() {
    return at;
  }

  public String getActor() {
    return actor;
  }

  public String getAction() {
    return action;
  }

  public String getObjectType() {
    return objectType;
  }

  public String getObjectId() {
    return objectId;
  }

  public Outcome getOutcome() {
    return outcome;
  }

  public String getAddress() {
    return address;
  }

  public String getDetail() {
    return detail;
  }

  /** Null as long as it is not sealed. */
  public Long getSeq() {
    return seq;
  }

  /** Null as long as it is not sealed. */
  public byte[] getHash() {
    return hash == null ? null : hash.clone();
  }
}
