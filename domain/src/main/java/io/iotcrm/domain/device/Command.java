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

  @Column(name = "delivered_at")
  private Instant deliveredAt;

  @Column(name = "completed_at")
  private Instant completedAt;

  @Column(name = "expires_at")
  private Instant expiresAt;

  private int attempts;
  private String result;
  private String error;

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

  /** It was handed to the broker, perhaps again. */
  public void sent(Instant at) {
    if (state.isFinal()) {
      return;
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
    if (state.isFinal() || state == CommandState.DELIVERED) {
      return;
    }
    deliveredAt = at;
    state = CommandState.DELIVERED;
  }

  /**
   * The device answered. The first answer stands.
   *
   * @param json what the device returned, JSON or null
   * @return whether this answer changed anything
   */
  public boolean answered(boolean succeeded, String json, String problem, Instant at) {
    if (state.isFinal()) {
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
    if (!state.isFinal()) {
      completedAt = at;
      state = CommandState.EXPIRED;
    }
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

  public String getIdempotencyKey() {
    return idempotencyKey;
  }

  public long getVersion() {
    return version;
  }
}
