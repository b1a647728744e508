package io.iotcrm.web.rule;

import io.iotcrm.domain.device.CommandQuery;
import io.iotcrm.domain.device.CommandView;
import io.iotcrm.domain.device.DeviceView;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.platform.RecordNotFoundException;
import io.iotcrm.domain.rule.AlarmView;
import io.iotcrm.domain.rule.RuleExpression;
import io.iotcrm.domain.rule.RuleExpressionException;
import io.iotcrm.domain.rule.RuleView;
import io.iotcrm.ejb.device.CommandService;
import io.iotcrm.ejb.device.DeviceRegistry;
import io.iotcrm.ejb.rule.RuleService;
import io.iotcrm.web.telemetry.Charts;
import io.iotcrm.web.telemetry.SeriesChart;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What can be shown of an alarm: its rule, its device, the readings around it, its commands. */
@RequestScoped
public class Evidence {
  private static final Duration BEFORE = Duration.ofMinutes(20);
  private static final Duration AFTER = Duration.ofMinutes(10);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int COMMANDS = 100;

  @EJB private RuleService rules;
  @EJB private DeviceRegistry devices;
  @EJB private CommandService commands;
  @Inject private Charts charts;

  public RuleView rule(AlarmView alarm) {
    return rules.rule(alarm.ruleId());
  }

  /**
   * @return null where the device was removed
   */
  public DeviceView device(String id) {
    try {
      return devices.get(id);
    } catch (RecordNotFoundException removed) {
      return null;
    }
  }

  /** The readings around an alarm, with the limits of its rule; none where the device is null. */
  public List<SeriesChart> charts(DeviceView device, AlarmView alarm) {
    return device == null
        ? List.of()
        : charts.around(
            device, alarm.raisedAt(), BEFORE, AFTER, Thresholds.in(rule(alarm).condition()));
  }

  /**
   * The series that the rule looked at, from an hour before an alarm to an hour after it, with the
   * rule's limits; every number of the device where it looked at none. None where the device is
   * null.
   */
  public List<SeriesChart> chartsOfEvent(DeviceView device, AlarmView alarm) {
    if (device == null) {
      return List.of();
    }
    String condition = rule(alarm).condition();
    Set<String> seen = seriesIn(condition);
    List<SeriesChart> all =
        charts.around(device, alarm.raisedAt(), HOUR, HOUR, Thresholds.in(condition));
    List<SeriesChart> looked = all.stream().filter(one -> seen.contains(one.key())).toList();
    return looked.isEmpty() ? all : looked;
  }

  private static Set<String> seriesIn(String condition) {
    try {
      return RuleExpression.condition(condition).seriesKeys();
    } catch (RuleExpressionException older) {
      return Set.of(); // a rule of an older version that is not understood any more
    }
  }

  /**
   * The newest commands since an alarm, whoever sent them, to the device itself or to the one
   * behind it; none where the device is null.
   */
  public List<CommandView> commandsSince(DeviceView device, AlarmView alarm) {
    if (device == null) {
      return List.of();
    }
    return commands
        .list(new CommandQuery(receiver(device), null, null, PageRequest.first(COMMANDS)))
        .items()
        .stream()
        .filter(command -> !command.createdAt().isBefore(alarm.raisedAt()))
        .toList();
  }

  /**
   * Those of the newest commands that an alarm sent, to the device itself or to the one behind it;
   * none where the device is null.
   */
  public List<CommandView> commands(DeviceView device, AlarmView alarm) {
    if (device == null) {
      return List.of();
    }
    return commands
        .list(new CommandQuery(receiver(device), null, null, PageRequest.first(COMMANDS)))
        .items()
        .stream()
        .filter(command -> alarm.id().equals(command.alarmId()))
        .toList();
  }

  /** The device that a rule's commands go to; null for null. */
  public String receiver(DeviceView device) {
    if (device == null) {
      return null;
    }
    return device.controlsId() == null ? device.id() : device.controlsId();
  }
}
