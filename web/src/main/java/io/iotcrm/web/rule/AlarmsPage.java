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
import io.iotcrm.web.platform.Texts;
import io.iotcrm.web.platform.Visitor;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** Alarms: those that last, those that nobody has seen, one's own, or all; a storm is one row. */
@Named
@RequestScoped
public class AlarmsPage extends ListPage<AlarmView> {
  private static final List<String> SHOWN = List.of("active", "unseen", "mine", "all");

  @EJB private AlarmService alarms;
  @Inject private Params params;
  @Inject private Changes changes;
  @Inject private Texts texts;
  @Inject private Visitor visitor;
  private String show;
  private String severity;
  private String device;
  private String rule;
  private String account;
  private String assignee;
  private String group;

  @Override
  protected void read(Params address) {
    show = address.get("show", "active");
    if (!SHOWN.contains(show)) {
      show = "active";
    }
    severity = address.get("severity");
    device = address.get("device");
    rule = address.get("rule");
    account = address.get("account");
    assignee = address.get("assignee");
    group = address.get("group");
  }

  @Override
  protected Page<AlarmView> load(PageRequest request) {
    UUID groupId = Params.optionalId(group).orElse(null);
    return alarms.list(
        new AlarmQuery(
            Params.optionalId(account).orElse(null),
            null,
            device,
            Params.optionalId(rule).orElse(null),
            show.equals("all") ? null : Boolean.TRUE,
            show.equals("unseen") ? Boolean.FALSE : null,
            Params.constant(Severity.class, severity),
            show.equals("mine") ? visitor.getName() : assignee,
            groupId,
            groupId == null,
            getQ(),
            request));
  }

  @Override
  protected Map<String, String> filters() {
    Map<String, String> filters = new LinkedHashMap<>();
    filters.put("show", show);
    filters.put("severity", severity);
    filters.put("device", device);
    filters.put("rule", rule);
    filters.put("account", account);
    filters.put("assignee", assignee);
    filters.put("group", group);
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

  public void acknowledgeChosen() {
    each(alarms::acknowledgeAll, "alarms.acknowledged");
  }

  public void clearChosen() {
    each(alarms::clearAll, "alarms.cleared");
  }

  /** The button carries the ids of the rows that are ticked, by commas. */
  private void each(Consumer<Set<UUID>> change, String doneKey) {
    Set<UUID> ids = new LinkedHashSet<>();
    Arrays.stream(params.get("value", "").split(","))
        .map(Params::optionalId)
        .flatMap(Optional::stream)
        .forEach(ids::add);
    if (ids.isEmpty()) {
      texts.warn("alarms.none-chosen");
      return;
    }
    changes.attempt(() -> change.accept(ids), doneKey);
    reload();
  }

  public Severity[] getSeverities() {
    return Severity.values();
  }

  public List<String> getShown() {
    return SHOWN;
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

  public String getRule() {
    return rule;
  }

  public String getAccount() {
    return account;
  }

  public String getAssignee() {
    return assignee;
  }

  public String getGroup() {
    return group;
  }
}
