package io.iotcrm.domain.rule;

import io.iotcrm.domain.platform.Ids;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A step in the life of an alarm: who did what, and when. Written once, never changed. */
@Entity
@Table(name = "alarm_event")
public class AlarmEvent {
  private static final int MAX_DETAIL = 10_000;

  /** What kind of step it was. */
  public enum Kind {
    RAISED,
    /** The condition became true once more while the alarm was open. */
    REPEATED,
    /** An edge connector reported what the centre had reported, or the other way round. */
    CONFIRMED,
    ACKNOWLEDGED,
    ASSIGNED,
    COMMENTED,
    ESCALATED,
    /** It became part of a storm, and its ticket and task were attached to the first one's. */
    GROUPED,
    CLEARED
  }

  @Id private UUID id;

  @Column(name = "alarm_id")
  private UUID alarmId;

  private Instant at;

  @Enumerated(EnumType.STRING)
  private Kind kind;

  private String actor;
  private String detail;

  protected AlarmEvent() {}

  /**
   * @param actor a user name, {@code rule/ID} or {@code system}
   * @param detail what people should know besides, at most 10,000 characters; may be null
   */
  public AlarmEvent(UUID alarmId, Instant at, Kind kind, String actor, String detail) {
    if (kind == Kind.COMMENTED && (detail == null || detail.isBlank())) {
      throw new IllegalArgumentException("a comment must not be blank");
    }
    if (detail != null && detail.length() > MAX_DETAIL) {
      throw new IllegalArgumentException("must have at most " + MAX_DETAIL + " characters");
    }
    this.id = Ids.next();
    this.alarmId = alarmId;
    this.at = at;
    this.kind = kind;
    this.actor = actor;
    this.detail = detail;
  }

  public UUID getId() {
    return id;
  }

  public UUID getAlarmId() {
    return alarmId;
  }

  public Instant getAt() {
    return at;
  }

  public Kind getKind() {
    return kind;
  }

  public String getActor() {
    return actor;
  }

  public String getDetail() {
    return detail;
  }
}
