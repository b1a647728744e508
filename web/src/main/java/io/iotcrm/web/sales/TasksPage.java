package io.iotcrm.web.sales;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.sales.BulkOutcome;
import io.iotcrm.domain.sales.TaskKind;
import io.iotcrm.domain.sales.TaskQuery;
import io.iotcrm.domain.sales.TaskStatus;
import io.iotcrm.domain.sales.TaskView;
import io.iotcrm.ejb.sales.TaskService;
import io.iotcrm.web.platform.Changes;
import io.iotcrm.web.platform.ListPage;
import io.iotcrm.web.platform.Params;
import io.iotcrm.web.platform.Texts;
import io.iotcrm.web.platform.Visitor;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Tasks: one's own that are open, everybody's, those that are late, or those that are done. */
@Named
@RequestScoped
public class TasksPage extends ListPage<TaskView> {
  @EJB private TaskService tasks;
  @Inject private Visitor visitor;
  @Inject private Params params;
  @Inject private Changes changes;
  @Inject private Texts texts;
  private String show;
  private TaskKind kind;
  private String assignee;

  @Override
  protected void read(Params address) {
    show = address.get("show", "mine");
    kind = Params.constant(TaskKind.class, address.get("kind"));
  }

  @Override
  protected Page<TaskView> load(PageRequest request) {
    TaskStatus status = show.equals("done") ? TaskStatus.DONE : TaskStatus.OPEN;
    boolean own = show.equals("mine") || params.get("mine") != null;
    Instant dueBefore = show.equals("overdue") ? Instant.now() : null;
    return tasks.list(
        new TaskQuery(
            getQ(),
            status,
            own ? visitor.getName() : null,
            null,
            null,
            null,
            kind,
            null,
            null,
            dueBefore,
            request));
  }

  @Override
  protected Map<String, String> filters() {
    Map<String, String> filters = new LinkedHashMap<>();
    filters.put("show", show);
    filters.put("kind", kind == null ? null : kind.name());
    filters.put("mine", params.get("mine"));
    return filters;
  }

  /** Completes the task of the row; one that somebody completed meanwhile stays as it is. */
  public void complete() {
    UUID id = params.rowId("task");
    changes.attempt(() -> tasks.complete(id, tasks.get(id).version()), "task.completed");
    reload();
  }

  /** Completes those that are ticked. */
  public void completePicked() {
    each(() -> tasks.completeAll(picked()), "tasks.bulk.completed");
  }

  /** Gives those that are ticked to the one whose name was typed. */
  public void assignPicked() {
    each(() -> tasks.assignAll(picked(), assignee), "tasks.bulk.assigned");
  }

  private void each(Supplier<BulkOutcome> change, String text) {
    changes.attempt(() -> texts.done("tasks.bulk.changed", change.get().changed()), text);
    reload();
  }

  private List<UUID> picked() {
    List<UUID> ids =
        Params.words(params.value()).stream()
            .map(Params::optionalId)
            .flatMap(Optional::stream)
            .toList();
    if (ids.isEmpty()) {
      throw new InvalidInputException("", texts.of("tasks.bulk.none"));
    }
    return ids;
  }

  public TaskKind[] getKinds() {
    return TaskKind.values();
  }

  public TaskKind getKind() {
    return kind;
  }

  public String getShow() {
    return show;
  }

  public String getAssignee() {
    return assignee;
  }

  public void setAssignee(String assignee) {
    this.assignee = assignee;
  }
}
