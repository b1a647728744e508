package io.iotcrm.web.rule;

import static io.iotcrm.domain.platform.JsonProcessing.JSON;

import io.iotcrm.domain.device.CommandView;
import io.iotcrm.domain.device.DeviceView;
import io.iotcrm.domain.rule.AlarmEventView;
import io.iotcrm.domain.rule.AlarmGroupView;
import io.iotcrm.domain.rule.AlarmView;
import io.iotcrm.domain.rule.RuleView;
import io.iotcrm.domain.support.TicketView;
import io.iotcrm.ejb.rule.AlarmGroupService;
import io.iotcrm.ejb.rule.AlarmService;
import io.iotcrm.ejb.support.TicketService;
import io.iotcrm.web.platform.Changes;
import io.iotcrm.web.platform.Params;
import io.iotcrm.web.platform.Rights;
import io.iotcrm.web.telemetry.SeriesChart;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.json.JsonException;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.util.List;

/** An alarm with what it saw, what came of it, and who did what. */
@Named
@RequestScoped
public class AlarmPage {
  @EJB private AlarmService alarms;
  @EJB private AlarmGroupService groups;
  @EJB private TicketService tickets;
  @Inject private Evidence evidence;
  @Inject private Params params;
  @Inject private Changes changes;
  @Inject private Rights rights;
  private String id;
  private AlarmView alarm;
  private DeviceView device;

  /** A value that the rule saw. */
  public record Seen(String name, String value) {}

  @PostConstruct
  void readAddress() {
    id = params.get("id");
  }

  /** Before anything is drawn, so that a record that does not exist is "not found". */
  public void open() {
    getAlarm();
  }

  public AlarmView getAlarm() {
    if (alarm == null) {
      alarm = alarms.alarm(Params.id("alarm", id));
    }
    return alarm;
  }

  /** After a change: read again. */
  void reload() {
    alarm = null;
  }

  public void acknowledge() {
    changes.attempt(() -> alarms.acknowledge(getAlarm().id()), "alarm.acknowledged");
    reload();
  }

  public void clear() {
    changes.attempt(() -> alarms.clear(getAlarm().id()), "alarm.cleared");
    reload();
  }

  public List<AlarmEventView> getHistory() {
    return alarms.history(getAlarm().id());
  }

  public RuleView getRule() {
    return evidence.rule(getAlarm());
  }

  /** The ticket that it opened or was attached to; null where there is none. */
  public TicketView getTicket() {
    return getAlarm().ticketId() == null ? null : tickets.get(getAlarm().ticketId());
  }

  /** The storm that it is part of; null where it is part of none. */
  public AlarmGroupView getStorm() {
    return getAlarm().group() == null ? null : groups.group(getAlarm().group().id());
  }

  /** What the rule saw last. */
  public List<Seen> getValues() {
    try (JsonReader reader = JSON.createReader(new StringReader(getAlarm().lastValues()))) {
      return reader.readObject().entrySet().stream()
          .map(
              value ->
                  new Seen(
                      value.getKey().replaceFirst("^latest\\.", ""),
                      value.getValue() instanceof JsonString text
                          ? text.getString()
                          : value.getValue().toString()))
          .toList();
    } catch (JsonException unreadable) {
      return List.of();
    }
  }

  public List<SeriesChart> getCharts() {
    return evidence.charts(getDevice(), getAlarm());
  }

  /** The commands that it sent, to the device itself or to the one behind it. */
  public List<CommandView> getCommands() {
    return evidence.commands(getDevice(), getAlarm());
  }

  /** The device that the rule's commands go to; null where the device was removed. */
  public String getReceiver() {
    return evidence.receiver(getDevice());
  }

  private DeviceView getDevice() {
    if (device == null) {
      device = evidence.device(getAlarm().deviceId());
    }
    return device;
  }

  /** Whether this visitor may work on alarms. */
  public boolean isWorking() {
    return rights.may("edit", "alarm");
  }

  public String getId() {
    return id;
  }
}
