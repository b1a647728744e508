package io.iotcrm.domain.support;

import io.iotcrm.domain.platform.Ids;
import io.iotcrm.domain.security.AppUser;
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
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** A service level: what is promised for which tickets, and what happens when it is not kept. */
@Entity
@Table(name = "sla_policy")
public class SlaPolicy {
  @Id private UUID id;
  private String name;

  @Enumerated(EnumType.STRING)
  private Priority priority;

  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "queue_id")
  private SupportQueue queue;

  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "calendar_id")
  private BusinessCalendar calendar;

  @Column(name = "first_response_minutes")
  private Integer firstResponseMinutes;

  @Column(name = "resolution_minutes")
  private Integer resolutionMinutes;

  @Column(name = "warn_minutes")
  private int warnMinutes;

  @Column(name = "notify_assignee")
  private boolean notifyAssignee;

  @Column(name = "notify_team")
  private String notifyTeam;

  @Column(name = "raise_priority")
  private boolean raisePriority;

  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "escalate_to")
  private AppUser escalateTo;

  private boolean enabled;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  @Version private long version;

  protected SlaPolicy() {}

  /** What the ids and names of the details stand for; each null where theirs is null. */
  public record References(SupportQueue queue, BusinessCalendar calendar, AppUser escalateTo) {}

  public SlaPolicy(PolicyDetails details, References references) {
    this.id = Ids.next();
    this.createdAt = Instant.now();
    change(details, references);
  }

  public final void change(PolicyDetails details, References references) {
    details.check();
    name = details.name().strip();
    priority = details.priority();
    queue = references.queue();
    calendar = references.calendar();
    firstResponseMinutes = details.firstResponseMinutes();
    resolutionMinutes = details.resolutionMinutes();
    warnMinutes = details.warnMinutes();
    notifyAssignee = details.notifyAssignee();
    notifyTeam = details.notifyTeam();
    raisePriority = details.raisePriority();
    escalateTo = references.escalateTo();
    enabled = details.enabled();
    updatedAt = Instant.now();
  }

  public boolean isFor(Priority ticketPriority, UUID queueId) {
    return enabled
        && (priority == null || priority == ticketPriority)
        && (queue == null || queue.getId().equals(queueId));
  }

  /** Of several that are for a ticket, the one with the greatest value counts. */
  public int specificity() {
    return (queue == null ? 0 : 2) + (priority == null ? 0 : 1);
  }

  public SlaTerms terms() {
    return new SlaTerms(
        id,
        minutes(firstResponseMinutes),
        minutes(resolutionMinutes),
        Duration.ofMinutes(warnMinutes),
        calendar == null ? BusinessHours.ALWAYS : calendar.hours());
  }

  private static Duration minutes(Integer minutes) {
    return minutes == null ? null : Duration.ofMinutes(minutes);
  }

  public UUID getId() {
    return id;
  }

  public String getName() {
    return name;
  }

  public Priority getPriority() {
    return priority;
  }

  public SupportQueue getQueue() {
    return queue;
  }

  public BusinessCalendar getCalendar() {
    return calendar;
  }

  public Integer getFirstResponseMinutes() {
    return firstResponseMinutes;
  }

  public Integer getResolutionMinutes() {
    return resolutionMinutes;
  }

  public int getWarnMinutes() {
    return warnMinutes;
  }

  public boolean isNotifyAssignee() {
    return notifyAssignee;
  }

  public String getNotifyTeam() {
    return notifyTeam;
  }

  public boolean isRaisePriority() {
    return raisePriority;
  }

  public AppUser getEscalateTo() {
    return escalateTo;
  }

  public boolean isEnabled() {
    return enabled;
  }

  public long getVersion() {
    return version;
  }
}
