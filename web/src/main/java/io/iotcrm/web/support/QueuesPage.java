package io.iotcrm.web.support;

import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.support.QueueAssignment;
import io.iotcrm.domain.support.QueueDetails;
import io.iotcrm.domain.support.QueueView;
import io.iotcrm.domain.support.SatisfactionSummary;
import io.iotcrm.ejb.support.QueueService;
import io.iotcrm.ejb.support.SurveyService;
import io.iotcrm.web.platform.Changes;
import io.iotcrm.web.platform.Params;
import io.iotcrm.web.platform.Visitor;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Queues and their members; the address names the one to change. */
@Named
@RequestScoped
public class QueuesPage {
  private static final Duration USUAL = Duration.ofDays(90);

  @EJB private QueueService queues;
  @EJB private SurveyService surveys;
  @Inject private Params params;
  @Inject private Changes changes;
  @Inject private Visitor visitor;
  private UUID id;
  private String name;
  private String description;
  private QueueAssignment assignment = QueueAssignment.MANUAL;
  private boolean standard;
  private String members;
  private Long version;

  @PostConstruct
  void readAddress() {
    id = Params.optionalId(params.get("queue")).orElse(null);
  }

  /** Before anything is drawn, so that a record that does not exist is "not found". */
  public void open() {
    if (params.get("queue") != null) {
      show(queues.get(Params.id("queue", params.get("queue"))));
    }
  }

  private void show(QueueView queue) {
    name = queue.name();
    description = queue.description();
    assignment = queue.assignment();
    standard = queue.standard();
    members = String.join(" ", queue.members());
    version = queue.version();
  }

  public void save() {
    QueueDetails details =
        new QueueDetails(name, description, assignment, standard, Params.words(members));
    if (id == null) {
      if (changes.attempt(() -> queues.create(details), "queue.created")) {
        name = null;
      }
      return;
    }
    boolean saved = changes.attempt(() -> queues.update(id, details, version), "queue.saved");
    // What is refused stays as it was typed; after somebody else's change the form begins anew.
    if (saved || queues.get(id).version() != version) {
      show(queues.get(id));
    }
  }

  public List<QueueView> getList() {
    return queues.list(PageRequest.first(PageRequest.MAX_LIMIT)).items();
  }

  /** What customers of the last 90 days thought, by queue. */
  public List<SatisfactionSummary> getSatisfaction() {
    Instant now = Instant.now();
    return surveys.byQueue(now.minus(USUAL), now);
  }

  /** The same by assignee. */
  public List<SatisfactionSummary> getSatisfactionOfPeople() {
    Instant now = Instant.now();
    return surveys.byAssignee(now.minus(USUAL), now);
  }

  public QueueAssignment[] getAssignments() {
    return QueueAssignment.values();
  }

  /** Whether this visitor may make and change queues. */
  public boolean isEditing() {
    return visitor.is("admin");
  }

  /** The queue that is changed; null: a new one. */
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

  public QueueAssignment getAssignment() {
    return assignment;
  }

  public void setAssignment(QueueAssignment assignment) {
    this.assignment = assignment;
  }

  public boolean isStandard() {
    return standard;
  }

  public void setStandard(boolean standard) {
    this.standard = standard;
  }

  public String getMembers() {
    return members;
  }

  public void setMembers(String members) {
    this.members = members;
  }

  public Long getVersion() {
    return version;
  }

  public void setVersion(Long version) {
    this.version = version;
  }
}
