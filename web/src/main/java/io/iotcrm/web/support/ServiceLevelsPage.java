package io.iotcrm.web.support;

import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.support.CalendarView;
import io.iotcrm.domain.support.PolicyDetails;
import io.iotcrm.domain.support.PolicyView;
import io.iotcrm.domain.support.Priority;
import io.iotcrm.domain.support.QueueView;
import io.iotcrm.ejb.support.CalendarService;
import io.iotcrm.ejb.support.QueueService;
import io.iotcrm.ejb.support.SlaPolicyService;
import io.iotcrm.web.platform.Changes;
import io.iotcrm.web.platform.Params;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.UUID;

/** Service levels and the calendars that they count in; the address names the one to change. */
@Named
@RequestScoped
public class ServiceLevelsPage {
  private static final int WARN = 30;

  @EJB private SlaPolicyService policies;
  @EJB private CalendarService calendars;
  @EJB private QueueService queues;
  @Inject private Params params;
  @Inject private Changes changes;
  private UUID id;
  private String name;
  private Priority priority;
  private String queue;
  private String calendar;
  private Integer response;
  private Integer resolution;
  private int warn = WARN;
  private boolean notifyAssignee = true;
  private String notifyTeam;
  private boolean raisePriority;
  private String escalateTo;
  private boolean enabled = true;
  private Long version;

  @PostConstruct
  void readAddress() {
    id = Params.optionalId(params.get("policy")).orElse(null);
  }

  /** Before anything is drawn, so that a record that does not exist is "not found". */
  public void open() {
    if (params.get("policy") != null) {
      show(policies.get(Params.id("sla-policy", params.get("policy"))));
    }
  }

  private void show(PolicyView policy) {
    name = policy.name();
    priority = policy.priority();
    queue = text(policy.queueId());
    calendar = text(policy.calendarId());
    response = policy.firstResponseMinutes();
    resolution = policy.resolutionMinutes();
    warn = policy.warnMinutes();
    notifyAssignee = policy.notifyAssignee();
    notifyTeam = policy.notifyTeam();
    raisePriority = policy.raisePriority();
    escalateTo = policy.escalateTo();
    enabled = policy.enabled();
    version = policy.version();
  }

  private static String text(UUID id) {
    return id == null ? null : id.toString();
  }

  public void save() {
    PolicyDetails details =
        new PolicyDetails(
            name,
            priority,
            Params.optionalId(queue).orElse(null),
            Params.optionalId(calendar).orElse(null),
            response,
            resolution,
            warn,
            notifyAssignee,
            notifyTeam,
            raisePriority,
            escalateTo,
            enabled);
    if (id == null) {
      if (changes.attempt(() -> policies.create(details), "sla.created")) {
        name = null;
      }
      return;
    }
    boolean saved = changes.attempt(() -> policies.update(id, details, version), "sla.saved");
    // What is refused stays as it was typed; after somebody else's change the form begins anew.
    if (saved || policies.get(id).version() != version) {
      show(policies.get(id));
    }
  }

  public List<PolicyView> getPolicies() {
    return policies.list(PageRequest.first(PageRequest.MAX_LIMIT)).items();
  }

  public List<CalendarView> getCalendars() {
    return calendars.list(PageRequest.first(PageRequest.MAX_LIMIT)).items();
  }

  public List<QueueView> getQueues() {
    return queues.list(PageRequest.first(PageRequest.MAX_LIMIT)).items();
  }

  public Priority[] getPriorities() {
    return Priority.values();
  }

  /** The service level that is changed; null: a new one. */
  public UUID getId() {
    return id;
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public Priority getPriority() {
    return priority;
  }

  public void setPriority(Priority priority) {
    this.priority = priority;
  }

  public String getQueue() {
    return queue;
  }

  public void setQueue(String queue) {
    this.queue = queue;
  }

  public String getCalendar() {
    return calendar;
  }

  public void setCalendar(String calendar) {
    this.calendar = calendar;
  }

  public Integer getResponse() {
    return response;
  }

  public void setResponse(Integer response) {
    this.response = response;
  }

  public Integer getResolution() {
    return resolution;
  }

  public void setResolution(Integer resolution) {
    this.resolution = resolution;
  }

  public int getWarn() {
    return warn;
  }

  public void setWarn(int warn) {
    this.warn = warn;
  }

  public boolean isNotifyAssignee() {
    return notifyAssignee;
  }

  public void setNotifyAssignee(boolean notifyAssignee) {
    this.notifyAssignee = notifyAssignee;
  }

  public String getNotifyTeam() {
    return notifyTeam;
  }

  public void setNotifyTeam(String notifyTeam) {
    this.notifyTeam = notifyTeam;
  }

  public boolean isRaisePriority() {
    return raisePriority;
  }

  public void setRaisePriority(boolean raisePriority) {
    this.raisePriority = raisePriority;
  }

  public String getEscalateTo() {
    return escalateTo;
  }

  public void setEscalateTo(String escalateTo) {
    this.escalateTo = escalateTo;
  }

  public boolean isEnabled() {
    return enabled;
  }

  public void setEnabled(boolean enabled) {
    this.enabled = enabled;
  }

  public Long getVersion() {
    return version;
  }

  public void setVersion(Long version) {
    this.version = version;
  }
}
