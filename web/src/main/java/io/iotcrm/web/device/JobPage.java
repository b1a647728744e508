package io.iotcrm.web.device;

import io.iotcrm.domain.device.CommandJobView;
import io.iotcrm.domain.device.CommandQuery;
import io.iotcrm.domain.device.CommandState;
import io.iotcrm.domain.device.CommandView;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.ejb.device.CommandJobs;
import io.iotcrm.ejb.device.CommandService;
import io.iotcrm.web.platform.Changes;
import io.iotcrm.web.platform.ListPage;
import io.iotcrm.web.platform.Params;
import io.iotcrm.web.platform.Visitor;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.LinkedHashMap;
import java.util.Map;

/** A command to many devices: how many are where, and each of them. */
@Named
@RequestScoped
public class JobPage extends ListPage<CommandView> {
  @EJB private CommandJobs jobs;
  @EJB private CommandService commands;
  @Inject private Changes changes;
  @Inject private Visitor visitor;
  private String id;
  private String state;
  private CommandJobView job;

  @Override
  protected void read(Params address) {
    id = address.get("id");
    state = address.get("state");
  }

  /** Before anything is drawn, so that a record that does not exist is "not found". */
  public void open() {
    getJob();
  }

  public CommandJobView getJob() {
    if (job == null) {
      job = jobs.job(Params.id("command-job", id));
    }
    return job;
  }

  @Override
  protected Page<CommandView> load(PageRequest request) {
    CommandState wanted = Params.constant(CommandState.class, state);
    return commands.list(new CommandQuery(null, null, wanted, getJob().id(), request));
  }

  @Override
  protected Map<String, String> filters() {
    Map<String, String> filters = new LinkedHashMap<>();
    filters.put("id", id);
    filters.put("state", state);
    return filters;
  }

  public void cancel() {
    changes.attempt(() -> jobs.cancel(getJob().id()), "job.cancelled");
    job = null;
    reload();
  }

  /** Whether there is anything left to take back, and this visitor may do so. */
  public boolean isCancellable() {
    return visitor.is("admin support integrator")
        && getJob().state() != CommandJobView.State.CANCELLED
        && (getJob().state() == CommandJobView.State.CREATING
            || getJob().count(CommandState.QUEUED) > 0);
  }

  public CommandState[] getStates() {
    return CommandState.values();
  }

  public String getId() {
    return id;
  }

  public String getState() {
    return state;
  }
}
