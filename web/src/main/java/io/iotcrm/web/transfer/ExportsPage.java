package io.iotcrm.web.transfer;

import io.iotcrm.domain.device.ProfileView;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.transfer.ExportScheduleView;
import io.iotcrm.domain.transfer.ExportTiming;
import io.iotcrm.domain.transfer.ExportView;
import io.iotcrm.domain.transfer.NewExportSchedule;
import io.iotcrm.ejb.device.ProfileRegistry;
import io.iotcrm.ejb.transfer.ExportSchedules;
import io.iotcrm.ejb.transfer.TelemetryExports;
import io.iotcrm.web.platform.Changes;
import io.iotcrm.web.platform.ListPage;
import io.iotcrm.web.platform.Params;
import io.iotcrm.web.platform.Visitor;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.UUID;

/** Telemetry as files: the form that asks for one, those before, and the schedules. */
@Named
@RequestScoped
public class ExportsPage extends ListPage<ExportView> {
  @EJB private TelemetryExports exports;
  @EJB private ExportSchedules schedules;
  @EJB private ProfileRegistry profiles;
  @Inject private Changes changes;
  @Inject private Visitor visitor;
  @Inject private Params params;
  private final ExportForm form = new ExportForm();
  private String name;
  private ExportTiming.Frequency every = ExportTiming.Frequency.DAILY;
  private Integer day = 1;
  private String at = "06:00";
  private String span;
  private Integer keep = 10;
  private List<ExportScheduleView> scheduled;

  @Override
  protected Page<ExportView> load(PageRequest request) {
    return exports.list(request);
  }

  public void start() {
    changes.attempt(() -> exports.start(form.specOverSpan()), "export.started");
    reload();
  }

  public void schedule() {
    boolean made =
        changes.attempt(
            () ->
                schedules.create(
                    new NewExportSchedule(
                        name,
                        form.spec(),
                        ExportScheduleBody.timing(every, day, at, form.getZone(), span),
                        keep == null ? 0 : keep,
                        true)),
            "export.scheduled");
    if (made) {
      name = null;
    }
  }

  /** Cancels an export, or removes one that is over. */
  public void remove() {
    UUID id = params.rowId("telemetry-export");
    changes.attempt(() -> exports.remove(id), "export.removed");
    reload();
  }

  public void endSchedule() {
    UUID id = params.rowId("telemetry-export-schedule");
    changes.attempt(() -> schedules.delete(id), "export.schedule.ended");
  }

  public List<ExportScheduleView> getSchedules() {
    if (scheduled == null) {
      scheduled = schedules.list();
    }
    return scheduled;
  }

  public List<ProfileView> getProfiles() {
    return profiles.list(PageRequest.first(PageRequest.MAX_LIMIT)).items();
  }

  /** Whether this visitor may remove what somebody asked for. */
  public boolean mine(String owner) {
    return owner.equals(visitor.getName()) || visitor.is("admin");
  }

  /** Whether this visitor may import. */
  public boolean isImporting() {
    return visitor.is("admin support integrator");
  }

  public ExportForm getForm() {
    return form;
  }

  public ExportTiming.Frequency[] getFrequencies() {
    return ExportTiming.Frequency.values();
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public ExportTiming.Frequency getEvery() {
    return every;
  }

  public void setEvery(ExportTiming.Frequency every) {
    this.every = every;
  }

  public Integer getDay() {
    return day;
  }

  public void setDay(Integer day) {
    this.day = day;
  }

  public String getAt() {
    return at;
  }

  public void setAt(String at) {
    this.at = at;
  }

  public String getSpan() {
    return span;
  }

  public void setSpan(String span) {
    this.span = span;
  }

  public Integer getKeep() {
    return keep;
  }

  public void setKeep(Integer keep) {
    this.keep = keep;
  }
}
