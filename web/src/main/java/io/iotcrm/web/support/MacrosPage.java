package io.iotcrm.web.support;

import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.support.MacroDetails;
import io.iotcrm.domain.support.MacroSteps;
import io.iotcrm.domain.support.MacroView;
import io.iotcrm.domain.support.Priority;
import io.iotcrm.domain.support.QueueView;
import io.iotcrm.domain.support.TicketStatus;
import io.iotcrm.ejb.support.MacroService;
import io.iotcrm.ejb.support.QueueService;
import io.iotcrm.web.platform.Changes;
import io.iotcrm.web.platform.Params;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.UUID;

/** Canned steps; the address names the one to change. */
@Named
@RequestScoped
public class MacrosPage {
  @EJB private MacroService macros;
  @EJB private QueueService queues;
  @Inject private Params params;
  @Inject private Changes changes;
  private UUID id;
  private String name;
  private String description;
  private String text;
  private boolean internal = true;
  private TicketStatus status;
  private Priority priority;
  private String addTags;
  private String removeTags;
  private String queue;
  private String assignee;
  private boolean enabled = true;
  private Long version;

  @PostConstruct
  void readAddress() {
    id = Params.optionalId(params.get("macro")).orElse(null);
  }

  /** Before anything is drawn, so that a record that does not exist is "not found". */
  public void open() {
    if (params.get("macro") != null) {
      show(macros.get(Params.id("macro", params.get("macro"))));
    }
  }

  private void show(MacroView macro) {
    MacroSteps steps = macro.steps();
    name = macro.name();
    description = macro.description();
    text = steps.text();
    internal = steps.internal();
    status = steps.status();
    priority = steps.priority();
    addTags = String.join(" ", steps.addTags());
    removeTags = String.join(" ", steps.removeTags());
    queue = steps.queueId() == null ? null : steps.queueId().toString();
    assignee = steps.assignee();
    enabled = macro.enabled();
    version = macro.version();
  }

  private MacroDetails details() {
    MacroSteps steps =
        new MacroSteps(
            text,
            internal,
            status,
            priority,
            Params.words(addTags),
            Params.words(removeTags),
            Params.optionalId(queue).orElse(null),
            assignee);
    return new MacroDetails(name, description, steps, enabled);
  }

  public void save() {
    if (id == null) {
      if (changes.attempt(() -> macros.create(details()), "macro.created")) {
        name = null;
        text = null;
      }
      return;
    }
    boolean saved = changes.attempt(() -> macros.update(id, details(), version), "macro.saved");
    // What is refused stays as it was typed; after somebody else's change the form begins anew.
    if (saved || macros.get(id).version() != version) {
      show(macros.get(id));
    }
  }

  public List<MacroView> getList() {
    return macros.list(null, PageRequest.first(PageRequest.MAX_LIMIT)).items();
  }

  public List<QueueView> getQueues() {
    return queues.list(PageRequest.first(PageRequest.MAX_LIMIT)).items();
  }

  public TicketStatus[] getStatuses() {
    return TicketStatus.values();
  }

  public Priority[] getPriorities() {
    return Priority.values();
  }

  /** The macro that is changed; null: a new one. */
  public UUID getId() {
    return id;
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

  public String getText() {
    return text;
  }

  public void setText(String text) {
    this.text = text;
  }

  public boolean isInternal() {
    return internal;
  }

  public void setInternal(boolean internal) {
    this.internal = internal;
  }

  public TicketStatus getStatus() {
    return status;
  }

  public void setStatus(TicketStatus status) {
    this.status = status;
  }

  public Priority getPriority() {
    return priority;
  }

  public void setPriority(Priority priority) {
    this.priority = priority;
  }

  public String getAddTags() {
    return addTags;
  }

  public void setAddTags(String addTags) {
    this.addTags = addTags;
  }

  public String getRemoveTags() {
    return removeTags;
  }

  public void setRemoveTags(String removeTags) {
    this.removeTags = removeTags;
  }

  public String getQueue() {
    return queue;
  }

  public void setQueue(String queue) {
    this.queue = queue;
  }

  public String getAssignee() {
    return assignee;
  }

  public void setAssignee(String assignee) {
    this.assignee = assignee;
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
