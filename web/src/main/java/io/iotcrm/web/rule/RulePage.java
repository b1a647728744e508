package io.iotcrm.web.rule;

import io.iotcrm.domain.device.ProfileView;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.rule.RuleDefinition;
import io.iotcrm.domain.rule.RuleTiming;
import io.iotcrm.domain.rule.RuleView;
import io.iotcrm.domain.rule.Severity;
import io.iotcrm.ejb.device.ProfileRegistry;
import io.iotcrm.ejb.rule.RuleService;
import io.iotcrm.web.platform.Changes;
import io.iotcrm.web.platform.Params;
import io.iotcrm.web.platform.Visitor;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.UUID;

/** A rule as people write it. Its expressions are compiled before anything is stored. */
@Named
@RequestScoped
public class RulePage {
  @EJB private RuleService rules;
  @EJB private ProfileRegistry profiles;
  @Inject private Params params;
  @Inject private Visitor visitor;
  @Inject private Changes changes;
  @Inject private RuleFields fields;

  private String id;
  private long version;
  private String name;
  private String description;
  private String profileKey;
  private String condition;
  private String clearCondition;
  private int holdSeconds;
  private int repeatCount = 1;
  private int repeatSeconds;
  private String schedule;
  private Severity severity = Severity.MAJOR;
  private String actions = "[]";
  private boolean enabled = true;
  private boolean runsAtEdge;

  @PostConstruct
  void readAddress() {
    id = params.get("id");
  }

  /** Fills the form with the stored rule; a page without an id is for a new one. */
  public void open() {
    if (isStored()) {
      show(rules.rule(ruleId()));
    }
  }

  private UUID ruleId() {
    return Params.id("rule", id);
  }

  private void show(RuleView rule) {
    version = rule.version();
    name = rule.name();
    description = rule.description();
    profileKey = rule.profileKey();
    condition = rule.condition();
    clearCondition = rule.clearCondition();
    holdSeconds = rule.holdSeconds();
    repeatCount = rule.repeatCount();
    repeatSeconds = rule.repeatSeconds();
    schedule = rule.schedule();
    severity = rule.severity();
    actions = rule.actions();
    enabled = rule.enabled();
    runsAtEdge = rule.runsAtEdge();
  }

  /**
   * Stores the rule; a new one then has a page of its own, so that a reload does not store it
   * twice.
   */
  public String save() {
    boolean isNew = !isStored();
    RuleView[] stored = new RuleView[1];
    boolean done =
        attempt(
            () -> {
              RuleDefinition definition = definition();
              stored[0] =
                  isNew ? rules.create(definition) : rules.define(ruleId(), version, definition);
            },
            "rule.saved");
    if (!done) {
      return null;
    }
    if (isNew) {
      FacesContext.getCurrentInstance().getExternalContext().getFlash().setKeepMessages(true);
      return "/rule.xhtml?faces-redirect=true&id=" + stored[0].id();
    }
    show(stored[0]);
    return null;
  }

  /** Does something with the rule of the form; what is wrong with it is said at its field. */
  boolean attempt(Runnable work, String doneKey) {
    return changes.attempt(() -> fields.explain(work), doneKey);
  }

  /** As the form has it; for those who cannot change it, as it is stored. */
  RuleDefinition definition() {
    if (!isEditing()) {
      show(rules.rule(ruleId()));
    }
    return new RuleDefinition(
        name,
        description,
        profileKey == null || profileKey.isEmpty() ? null : profileKey,
        condition,
        clearCondition,
        new RuleTiming(holdSeconds, repeatCount, repeatSeconds, schedule),
        severity,
        actions,
        enabled,
        runsAtEdge);
  }

  /** Null for a rule that is not stored. */
  UUID storedId() {
    return isStored() ? ruleId() : null;
  }

  public boolean isEditing() {
    return visitor.is("admin");
  }

  public boolean isStored() {
    return id != null;
  }

  public List<ProfileView> getProfiles() {
    return profiles.list(PageRequest.first()).items();
  }

  /** What the help beside the condition shows, by the ends of the texts' keys. */
  public List<String> getExamples() {
    return List.of(
        "threshold", "average", "rate", "change", "silence", "series", "anomaly", "customer");
  }

  public Severity[] getSeverities() {
    return Severity.values();
  }

  public String getId() {
    return id;
  }

  public long getVersion() {
    return version;
  }

  public void setVersion(long version) {
    this.version = version;
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public String getDescription() {
    return description;
  }

  public void setDescription(String description) {
    this.description = description;
  }

  public String getProfileKey() {
    return profileKey;
  }

  public void setProfileKey(String profileKey) {
    this.profileKey = profileKey;
  }

  public String getCondition() {
    return condition;
  }

  public void setCondition(String condition) {
    this.condition = condition;
  }

  public String getClearCondition() {
    return clearCondition;
  }

  public void setClearCondition(String clearCondition) {
    this.clearCondition = clearCondition;
  }

  public int getHoldSeconds() {
    return holdSeconds;
  }

  public void setHoldSeconds(int holdSeconds) {
    this.holdSeconds = holdSeconds;
  }

  public int getRepeatCount() {
    return repeatCount;
  }

  public void setRepeatCount(int repeatCount) {
    this.repeatCount = repeatCount;
  }

  public int getRepeatSeconds() {
    return repeatSeconds;
  }

  public void setRepeatSeconds(int repeatSeconds) {
    this.repeatSeconds = repeatSeconds;
  }

  public String getSchedule() {
    return schedule;
  }

  public void setSchedule(String schedule) {
    this.schedule = schedule;
  }

  public Severity getSeverity() {
    return severity;
  }

  public void setSeverity(Severity severity) {
    this.severity = severity;
  }

  public String getActions() {
    return actions;
  }

  public void setActions(String actions) {
    this.actions = actions;
  }

  public boolean isEnabled() {
    return enabled;
  }

  public void setEnabled(boolean enabled) {
    this.enabled = enabled;
  }

  public boolean isRunsAtEdge() {
    return runsAtEdge;
  }

  public void setRunsAtEdge(boolean runsAtEdge) {
    this.runsAtEdge = runsAtEdge;
  }
}
