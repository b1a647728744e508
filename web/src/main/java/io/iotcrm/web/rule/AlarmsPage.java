package io.iotcrm.web.rule;

import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.rule.AlarmQuery;
import io.iotcrm.domain.rule.AlarmView;
import io.iotcrm.domain.rule.Severity;
import io.iotcrm.ejb.rule.AlarmService;
import io.iotcrm.web.platform.Changes;
import io.iotcrm.web.platform.ListPage;
import io.iotcrm.web.platform.Params;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Alarms: those that last, or all. */
@Named
@RequestScoped
public class AlarmsPage extends ListPage<AlarmView> {
  @EJB private AlarmService alarms;
  @Inject private Params params;
  @Inject private Changes changes;
  private String show;
  private String severity;
  private String device;

  @Override
  protected void read(Params address) {
    show = address.get("show", "active");
    severity = address.get("severity");
    device = address.get("device");
  }

  @Override
  protected Page<AlarmView> load(PageRequest request) {
    Boolean active = show.equals("all") ? null : Boolean.TRUE;
    Severity worst = Params.constant(Severity.class, severity);
    return alarms.list(new AlarmQuery(null, null, device, active, worst, request));
  }

  @Override
  protected Map<String, String> filters() {
    Map<String, String> filters = new LinkedHashMap<>();
    filters.put("show", show);
    filters.put("severity", severity);
    filters.put("device", device);
    return filters;
  }

  public void acknowledge() {
    UUID id = params.rowId("alarm");
    changes.attempt(() -> alarms.acknowledge(id), "alarm.acknowledged");
    reload();
  }

  public void clear() {
    UUID id = params.rowId("alarm");
    changes.attempt(() -> alarms.clear(id), "alarm.cleared");
    reload();
  }

  public Severity[] getSeverities() {
    return Severity.values();
  }

  public String getShow() {
    return show;
  }

  public String getSeverity() {
    return severity;
  }

  public String getDevice() {
    return device;
  }
}
