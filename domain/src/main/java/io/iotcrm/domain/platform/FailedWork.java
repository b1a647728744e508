package io.iotcrm.domain.platform;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;

/** Something that the machine gave up and left to people. */
@Entity
@Table(name = "failed_work")
public class FailedWork {
  private static final int MAX_TEXT = 1_000;

  /** What became of it. */
  public enum State {
    /** Nobody has decided yet. */
    OPEN,
    /** It was done again, or is on its way again. */
    REPLAYED,
    /** It will not be done. */
    GIVEN_UP
  }

  @Id private UUID id;
  private String kind;
  private String subject;
  private String reason;
  private String payload;

  @Column(name = "idempotency_key")
  private String idempotencyKey;

  private int attempts;

  @Enumerated(EnumType.STRING)
  private State state;

  private String note;

  @Column(name = "failed_at")
  private Instant failedAt;

  @Column(name = "resolved_at")
  private Instant resolvedAt;

  @Column(name = "resolved_by")
  private String resolvedBy;

  @Version private long version;

  /** Rows are written with SQL, where the work fails. */
  protected FailedWork() {}

  public void replayed(String by, Instant at) {
    resolve(State.REPLAYED, by, at);
  }

  /**
   * @param why for those who ask later; must not be blank
   */
  public void giveUp(String why, String by, Instant at) {
    if (why == null || why.isBlank() || why.length() > MAX_TEXT) {
      throw new IllegalArgumentException("a note must have 1 to " + MAX_TEXT + " characters");
    }
    resolve(State.GIVEN_UP, by, at);
    note = why;
  }

  /**
   * @throws IllegalStateException somebody has decided on it already
   */
  public void requireOpen() {
    if (state != State.OPEN) {
      throw new IllegalStateException("was " + state + " by " + resolvedBy + " already");
    }
  }

  private void resolve(State next, String by, Instant at) {
    requireOpen();
    state = next;
    resolvedBy = by;
    resolvedAt = at;
  }

  /** It was tried again, and failed again. */
  public void failedAgain(String newReason) {
    attempts++;
    String text = String.valueOf(newReason);
    reason = text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
  }

  public UUID getId() {
    return id;
  }

  public String getKind() {
    return kind;
  }

  public String getSubject() {
    return subject;
  }

  public String getReason() {
    return reason;
  }

  public String getPayload() {
    return payload;
  }

  public String getIdempotencyKey() {
    return idempotencyKey;
  }

  public int getAttempts() {
    return attempts;
  }

  public State getState() {
    return state;
  }

  public String getNote() {
    return note;
  }

  public Instant getFailedAt() {
    return failedAt;
  }

  public Instant getResolvedAt() {
    return resolvedAt;
  }

  public String getResolvedBy() {
    return resolvedBy;
  }

  public long getVersion() {
    return version;
  }
}
