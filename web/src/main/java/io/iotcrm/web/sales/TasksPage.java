package io.iotcrm.web.sales;

import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.sales.TaskQuery;
import io.iotcrm.domain.sales.TaskStatus;
import io.iotcrm.domain.sales.TaskView;
import io.iotcrm.ejb.sales.TaskService;
import io.iotcrm.web.platform.Changes;
import io.iotcrm.web.platform.ListPage;
import io.iotcrm.web.platform.Params;
import io.iotcrm.web.platform.Visitor;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Map;
import java.util.UUID;

/** Tasks: one's own that are open, everybody's, or those that are done. */
@Named
@RequestScoped
public class TasksPage extends ListPage<TaskView> {
  @EJB private TaskService tasks;
  @Inject private Visitor visitor;
  @Inject private Params params;
  @Inject private Changes changes;
  private String show;

  @Override
  protected void read(Params address) {
    show = address.get("show", "mine");
  }

  @Override
  protected Page<TaskView> load(PageRequest request) {
    TaskStatus status = show.equals("done") ? TaskStatus.DONE : TaskStatus.OPEN;
    String owner = show.equals("mine") ? visitor.getName() : null;
    return tasks.list(new TaskQuery(getQ(), status, owner, null, null, null, null, request));
  }

  @Override
  protected Map<String, String> filters() {
    return Map.of("show", show);
  }

  /** Completes the task of the row; one that somebody completed meanwhile stays as it is. */
  public void complete() {
    UUID id = params.rowId("task");
    changes.attempt(() -> tasks.complete(id, tasks.get(id).version()), "task.completed");
    reload();
  }

  public String getShow() {
    return show;
  }
}
