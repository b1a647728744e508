package io.iotcrm.web.device;

import io.iotcrm.domain.device.CommandJobView;
import io.iotcrm.domain.device.NewCommandJob;
import io.iotcrm.domain.device.ProfileView;
import io.iotcrm.domain.platform.Ids;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.ejb.device.CommandJobs;
import io.iotcrm.ejb.device.ProfileRegistry;
import io.iotcrm.web.platform.Changes;
import io.iotcrm.web.platform.ListPage;
import io.iotcrm.web.platform.Params;
import io.iotcrm.web.platform.Rights;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** Commands to many devices: the form that starts one, and those before. */
@Named
@RequestScoped
public class JobsPage extends ListPage<CommandJobView> {
  @EJB private CommandJobs jobs;
  @EJB private ProfileRegistry profiles;
  @Inject private Changes changes;
  @Inject private Rights rights;
  private String key = Ids.next().toString();
  private final SelectionFields devices = new SelectionFields();
  private final CommandFields fields = new CommandFields();
  private Long counted;

  @Override
  protected void read(Params address) {
    devices.setProfile(address.get("profile"));
    devices.setSite(address.get("site"));
    devices.setAccount(address.get("account"));
  }

  @Override
  protected Page<CommandJobView> load(PageRequest request) {
    return jobs.list(request);
  }

  /** Says how many devices it would reach. */
  public void count() {
    changes.attempt(() -> counted = jobs.count(devices.selection()), "job.counted");
  }

  /** How many devices it would reach; null: nobody has asked. */
  public Long getCounted() {
    return counted;
  }

  public void start() {
    boolean started =
        changes.attempt(
            () ->
                jobs.start(
                    new NewCommandJob(
                        devices.selection(),
                        fields.getName(),
                        fields.getParameters(),
                        null,
                        fields.options(),
                        "portal/" + key)),
            "job.started");
    if (started) {
      key = Ids.next().toString();
    }
    reload();
  }

  public List<ProfileView> getProfiles() {
    return profiles.list(PageRequest.first(PageRequest.MAX_LIMIT)).items();
  }

  /** Whether this visitor may send commands. */
  public boolean isOperating() {
    return rights.may("edit", "device");
  }

  public String getKey() {
    return key;
  }

  public void setKey(String key) {
    this.key = key;
  }

  public SelectionFields getDevices() {
    return devices;
  }

  public CommandFields getFields() {
    return fields;
  }
}
