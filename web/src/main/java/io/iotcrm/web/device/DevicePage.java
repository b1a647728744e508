package io.iotcrm.web.device;

import io.iotcrm.domain.device.ClaimCode;
import io.iotcrm.domain.device.CommandQuery;
import io.iotcrm.domain.device.CommandView;
import io.iotcrm.domain.device.DeviceDetails;
import io.iotcrm.domain.device.DevicePresence;
import io.iotcrm.domain.device.DeviceView;
import io.iotcrm.domain.device.QuotaUse;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.rule.AlarmQuery;
import io.iotcrm.domain.rule.AlarmView;
import io.iotcrm.domain.telemetry.RefusedReading;
import io.iotcrm.ejb.device.CommandService;
import io.iotcrm.ejb.device.DeviceRegistry;
import io.iotcrm.ejb.device.PresenceService;
import io.iotcrm.ejb.device.Provisioning;
import io.iotcrm.ejb.rule.AlarmService;
import io.iotcrm.ejb.telemetry.DeviceIntake;
import io.iotcrm.ejb.telemetry.TelemetryStore;
import io.iotcrm.web.platform.Changes;
import io.iotcrm.web.platform.Params;
import io.iotcrm.web.platform.Rights;
import io.iotcrm.web.telemetry.Charts;
import io.iotcrm.web.telemetry.Latest;
import io.iotcrm.web.telemetry.SeriesChart;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A device: its newest values, its lines, its alarms, and the way to block or re-key it. */
@Named
@RequestScoped
public class DevicePage {
  private static final int ROWS = 10;
  private static final int LINES = 6;
  private static final Map<String, Duration> RANGES =
      Map.of(
          "1h", Duration.ofHours(1),
          "24h", Duration.ofHours(24),
          "7d", Duration.ofDays(7),
          "30d", Duration.ofDays(30),
          "90d", Duration.ofDays(90));

  @EJB private DeviceRegistry devices;
  @EJB private TelemetryStore telemetry;
  @EJB private AlarmService alarms;
  @EJB private CommandService commands;
  @EJB private Provisioning provisioning;
  @EJB private PresenceService presences;
  @EJB private DeviceIntake intake;
  @Inject private Charts charts;
  @Inject private Rights rights;
  @Inject private Params params;
  @Inject private Changes changes;
  private String id;
  private String range;
  private DeviceView device;
  private ClaimCode claimCode;
  private QuotaUse quota;

  @PostConstruct
  void readAddress() {
    id = params.get("id");
    range = params.get("range", "1h");
    if (!RANGES.containsKey(range)) {
      range = "1h";
    }
  }

  /** Before anything is drawn, so that a record that does not exist is "not found". */
  public void open() {
    getDevice();
  }

  public DeviceView getDevice() {
    if (device == null) {
      device = devices.get(id == null ? "" : id);
    }
    return device;
  }

  public List<String> getRanges() {
    return List.of("1h", "24h", "7d", "30d", "90d");
  }

  public List<SeriesChart> getCharts() {
    return charts.live(getDevice(), RANGES.get(range), LINES);
  }

  public List<Latest> getLatest() {
    return telemetry.latest(id).stream()
        .map(point -> charts.latest(getDevice(), point.key(), point.value(), point.at()))
        .toList();
  }

  public List<AlarmView> getAlarms() {
    return alarms.list(new AlarmQuery(null, null, id, null, null, PageRequest.first(ROWS))).items();
  }

  public List<CommandView> getCommands() {
    return commands.list(new CommandQuery(id, null, null, PageRequest.first(ROWS))).items();
  }

  /** Whether this visitor may send commands, block the device and give it a new secret. */
  public boolean isOperating() {
    return rights.may("edit", "device");
  }

  /** Blocks or unblocks the device, as it stood on the page. */
  public void enable() {
    boolean enabled = Boolean.parseBoolean(params.value());
    DeviceView now = getDevice();
    DeviceDetails details = DeviceDetails.of(now).withEnabled(enabled);
    changes.attempt(
        () -> devices.update(id, details, now.version()),
        enabled ? "device.unblocked" : "device.blocked");
    device = null;
  }

  /** Takes back a command that is not sent yet. */
  public void cancelCommand() {
    UUID command = params.rowId("command");
    changes.attempt(() -> commands.cancel(command), "command.cancelled");
  }

  /** Makes the code that gives the device to whoever types it in. */
  public void makeClaimCode() {
    changes.attempt(() -> claimCode = provisioning.makeClaimCode(id), "device.claim-code.made");
  }

  /** The code that has just been made; null at any other time. */
  public ClaimCode getClaimCode() {
    return claimCode;
  }

  public DevicePresence getPresence() {
    return presences.get(id);
  }

  public QuotaUse getQuota() {
    if (quota == null) {
      quota = intake.quota(id);
    }
    return quota;
  }

  public List<RefusedReading> getRefused() {
    return intake.refused(id);
  }

  public String getId() {
    return id;
  }

  public String getRange() {
    return range;
  }
}
