package io.iotcrm.web.rule;

import io.iotcrm.domain.device.CommandQuery;
import io.iotcrm.domain.device.CommandView;
import io.iotcrm.domain.device.DeviceView;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.platform.RecordNotFoundException;
import io.iotcrm.domain.rule.AlarmEventView;
import io.iotcrm.domain.rule.AlarmGroupView;
import io.iotcrm.domain.rule.AlarmView;
import io.iotcrm.domain.rule.RuleView;
import io.iotcrm.domain.support.TicketView;
import io.iotcrm.ejb.device.CommandService;
import io.iotcrm.ejb.device.DeviceRegistry;
import io.iotcrm.ejb.rule.AlarmGroupService;
import io.iotcrm.ejb.rule.AlarmService;
import io.iotcrm.ejb.rule.RuleService;
import io.iotcrm.ejb.support.TicketService;
import io.iotcrm.web.platform.Changes;
import io.iotcrm.web.platform.Params;
import io.iotcrm.web.platform.Visitor;
import io.iotcrm.web.telemetry.Charts;
import io.iotcrm.web.telemetry.SeriesChart;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;

/** An alarm with what it saw, what came of it, and who did what. */
@Named
@RequestScoped
public class AlarmPage {
  private static final Duration BEFORE = Duration.ofMinutes(20);
  private static final Duration AFTER = Duration.ofMinutes(10);
  private static final int COMMANDS = 50;

  @EJB private AlarmService alarms;
  @EJB private AlarmGroupService groups;
  @EJB private RuleService rules;
  @EJB private TicketService tickets;
  @EJB private DeviceRegistry devices;
  @EJB private CommandService commands;
  @Inject private Charts charts;
  @Inject private Params params;
  @Inject private Changes changes;
  @Inject private Visitor visitor;
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
    return rules.rule(getAlarm().ruleId());
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
    try (JsonReader reader = Json.createReader(new StringReader(getAlarm().lastValues()))) {
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
    return getDevice() == null
        ? List.of()
        : charts.around(
            getDevice(),
            getAlarm().raisedAt(),
            BEFORE,
            AFTER,
            Thresholds.in(getRule().condition()));
  }

  /** The commands that it sent, to the device itself or to the one behind it. */
  public List<CommandView> getCommands() {
    if (getDevice() == null) {
      return List.of();
    }
    return commands
        .list(new CommandQuery(getReceiver(), null, null, PageRequest.first(COMMANDS)))
        .items()
        .stream()
        .filter(command -> getAlarm().id().equals(command.alarmId()))
        .toList();
  }

  /** The device that the rule's commands go to; null where the device was removed. */
  public String getReceiver() {
    if (getDevice() == null) {
      return null;
    }
    return getDevice().controlsId() == null ? getDevice().id() : getDevice().controlsId();
  }

  private DeviceView getDevice() {
    if (device == null) {
      try {
        device = devices.get(getAlarm().deviceId());
      } catch (RecordNotFoundException removed) {
        return null;
      }
    }
    return device;
  }

  /** Whether this visitor may work on alarms. */
  public boolean isWorking() {
    return visitor.is("admin support");
  }

  public String getId() {
    return id;
  }
}
