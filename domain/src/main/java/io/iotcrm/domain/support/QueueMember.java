package io.iotcrm.domain.support;

import io.iotcrm.domain.security.AppUser;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;

/** A person who works on the tickets of a queue. */
@Entity
@IdClass(QueueMember.Key.class)
@Table(name = "support_queue_member")
public class QueueMember {
  @Id
  @Column(name = "queue_id")
  private UUID queueId;

  @Id
  @Column(name = "user_id")
  private UUID userId;

  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "user_id", insertable = false, updatable = false)
  private AppUser user;

  protected QueueMember() {}

  public QueueMember(SupportQueue queue, AppUser user) {
    this.queueId = queue.getId();
    this.userId = user.getId();
    this.user = user;
  }

  /** Which queue and who. */
  public static class Key implements Serializable {
    private static final long serialVersionUID = 1L;
    private UUID queueId;
    private UUID userId;

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && key.queueId.equals(queueId) && key.userId.equals(userId);
    }

    @Override
    public int hashCode() {
      return 31 * queueId.hashCode() + userId.hashCode();
    }
  }

  public UUID getQueueId() {
    return queueId;
  }

  public AppUser getUser() {
    return user;
  }
}
