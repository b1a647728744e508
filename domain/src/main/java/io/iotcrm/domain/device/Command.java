package io.iotcrm.domain.device;

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

/** Something a device is asked to do, and what became of it. */
@Entity
@Table(name = "command")
public class Command {
  @Id private UUID id;

  @Column(name = "device_id")
  private String deviceId;

  private String name;
  private String params;

  @Enumerated(EnumType.STRING)
  private CommandState state = CommandState.QUEUED;

  @Column(name = "requested_by")
  private String requestedBy;

  @Column(name = "alarm_id")
  private UUID alarmId;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "sent_at")
  private Instant sentAt;

  /** Null: the centre's broker got it from us. */
  @Column(name = "sent_by")
  private String sentBy;

  @Column(name = "delivered_at")
  private Instant deliveredAt;

  @Column(name = "completed_at")
  private Instant completedAt;

  @Column(name = "expires_at")
  private Instant expiresAt;

  private int attempts;
  private String result;
  private String error;

  @Column(name = "one_way")
  private boolean oneWay;

  private boolean persistent = true;

  @Column(name = "not_before")
  private Instant notBefore;

  @Column(name = "timeout_seconds")
  private Integer timeoutSeconds;

  @Column(name = "timeout_at")
  private Instant timeoutAt;

  @Column(name = "job_id")
  private UUID jobId;

  @Column(name = "idempotency_key")
  private String idempotencyKey;

  @Version private long version;

  protected Command() {}

  /**
   * @param params a JSON object
   * @param requestedBy a user name or {@code rule/ID}
   * @param alarmId the alarm that caused it, or null
   * @param idempotencyKey the same key makes the same command once
   */
  public Command(
      String deviceId,
      String name,
      String params,
      String requestedBy,
      UUID alarmId,
      Instant expiresAt,
      String idempotencyKey) {
    this.id = Ids.next();
    this.deviceId = deviceId;
    this.name = name;
    this.params = params;
    this.requestedBy = requestedBy;
    this.alarmId = alarmId;
    this.createdAt = Instant.now();
    this.expiresAt = expiresAt;
    this.idempotencyKey = idempotencyKey;
  }

  /**
   * A command that an edge connector has handed to the device's broker by itself. Its id comes from
   * its key, so that edge and centre name it alike.
   */
  public void sentBy(String edge, Instant at) {
    sent(at);
    sentBy = edge;
  }

  /** Takes the id by which somebody else may know it already; to be said before it is stored. */
  public void isKnownAs(UUID name) {
    id = name;
  }

  /** How it travels; to be said before it is stored. */
  public void travels(CommandOptions options) {
    oneWay = options.oneWay();
    persistent = options.persistent();
    timeoutSeconds = options.timeoutSeconds();
    notBefore = options.notBefore();
  }

  /** Whether nothing follows. */
  public boolean isOver() {
    return completedAt != null;
  }

  /** It was handed to the broker, perhaps again; who took it back in that moment was too late. */
  public void sent(Instant at) {
    if (state == CommandState.CANCELLED) {
      state = CommandState.QUEUED;
      completedAt = null;
    }
    if (isOver()) {
      return;
    }
    if (timeoutSeconds != null && timeoutAt == null) {
      timeoutAt = at.plusSeconds(timeoutSeconds);
    }
    attempts++;
    if (sentAt == null) {
      sentAt = at;
    }
    if (state == CommandState.QUEUED) {
      state = CommandState.SENT;
    }
  }

  /** The device's client acknowledged it. Reports may come late or twice. */
  public void delivered(Instant at) {
    if (isOver() || state == CommandState.DELIVERED) {
      return;
    }
    deliveredAt = at;
    state = CommandState.DELIVERED;
    if (oneWay) {
      completedAt = at;
    }
  }

  /**
   * The device answered. The first answer stands.
   *
   * @param json what the device returned, JSON or null
   * @return whether this answer changed anything
   */
  public boolean answered(boolean succeeded, String json, String problem, Instant at) {
    if (isOver()) {
      return false;
    }
    if (deliveredAt == null) {
      deliveredAt = at;
    }
    completedAt = at;
    result = json;
    error = problem;
    state = succeeded ? CommandState.SUCCEEDED : CommandState.FAILED;
    return true;
  }

  public void expire(Instant at) {
    if (!isOver()) {
      completedAt = at;
      state = CommandState.EXPIRED;
    }
  }

  /** Nothing came back in time. */
  public void timeOut(Instant at) {
    if (!isOver()) {
      completedAt = at;
      error =
          deliveredAt == null
              ? "not delivered within " + timeoutSeconds + " s"
              : "no answer within " + timeoutSeconds + " s";
      state = CommandState.TIMED_OUT;
    }
  }

  /**
   * Takes it back.
   *
   * @return false: it was sent already, or is over
   */
  public boolean cancel(Instant at) {
    if (state != CommandState.QUEUED) {
      return false;
    }
    completedAt = at;
    state = CommandState.CANCELLED;
    return true;
  }

  public UUID getId() {
    return id;
  }

  public String getDeviceId() {
    return deviceId;
  }

  public String getName() {
    return name;
  }

  public String getParams() {
    return params;
  }

  public CommandState getState() {
    return state;
  }

  public String getRequestedBy() {
    return requestedBy;
  }

  public UUID getAlarmId() {
    return alarmId;
  }

  public Instant getCreatedAt() {
    return createdAt;
  }

  public Instant getSentAt() {
    return sentAt;
  }

  public String getSentBy() {
    return sentBy;
  }

  public Instant getDeliveredAt() {
    return deliveredAt;
  }

  public Instant getCompletedAt() {
    return completedAt;
  }

  public Instant getExpiresAt() {
    return expiresAt;
  }

  public int getAttempts() {
    return attempts;
  }

  public String getResult() {
    return result;
  }

  public String getError() {
    return error;
  }

  public boolean isOneWay() {
    return oneWay;
  }

  public boolean isPersistent() {
    return persistent;
  }

  public Instant getNotBefore() {
    return notBefore;
  }

  public Integer getTimeoutSeconds() {
    return timeoutSeconds;
  }

  public UUID getJobId() {
    return jobId;
  }

  public long getVersion() {
    return version;
  }
}
