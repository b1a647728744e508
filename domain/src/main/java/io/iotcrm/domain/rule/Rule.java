package io.iotcrm.domain.rule;

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

/** When this is true of a device, do that. */
@Entity
@Table(name = "rule")
public class Rule {
  @Id private UUID id;
  private String name;
  private String description;

  @Column(name = "profile_key")
  private String profileKey;

  private String condition;

  @Column(name = "clear_condition")
  private String clearCondition;

  @Column(name = "hold_seconds")
  private int holdSeconds;

  @Column(name = "repeat_count")
  private int repeatCount;

  @Column(name = "repeat_seconds")
  private int repeatSeconds;

  private String schedule;

  @Enumerated(EnumType.STRING)
  private Severity severity;

  private String actions;
  private boolean enabled = true;

  @Column(name = "runs_at_edge")
  private boolean runsAtEdge;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  @Version private long version;

  protected Rule() {}

  public Rule(RuleDefinition definition) {
    this.id = Ids.next();
    this.createdAt = Instant.now();
    define(definition);
  }

  /** Replaces the whole rule. The caller has compiled the expressions. */
  public final void define(RuleDefinition definition) {
    name = definition.name();
    description = definition.description();
    profileKey = definition.profileKey();
    condition = definition.condition();
    clearCondition = definition.clearCondition();
    holdSeconds = definition.timing().holdSeconds();
    repeatCount = definition.timing().repeatCount();
    repeatSeconds = definition.timing().repeatSeconds();
    schedule = definition.timing().scheduleJson();
    severity = definition.severity();
    actions = definition.actionsJson();
    enabled = definition.enabled();
    runsAtEdge = definition.runsAtEdge();
    updatedAt = Instant.now();
  }

  public void enable(boolean on) {
    enabled = on;
    updatedAt = Instant.now();
  }

  public RuleDefinition getDefinition() {
    return new RuleDefinition(
        name,
        description,
        profileKey,
        condition,
        clearCondition,
        new RuleTiming(holdSeconds, repeatCount, repeatSeconds, schedule),
        severity,
        actions,
        enabled,
        runsAtEdge);
  }

  public UUID getId() {
    return id;
  }

  public String getName() {
    return name;
  }

  public boolean isEnabled() {
    return enabled;
  }

  public boolean isRunningAtEdge() {
    return runsAtEdge;
  }

  public Severity getSeverity() {
    return severity;
  }

  public Instant getUpdatedAt() {
    return updatedAt;
  }

  public long getVersion() {
    return version;
  }
}
