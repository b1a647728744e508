package io.iotcrm.web.support;

import io.iotcrm.domain.device.CommandView;
import io.iotcrm.domain.device.DeviceView;
import io.iotcrm.domain.rule.AlarmGroupView;
import io.iotcrm.domain.rule.AlarmView;
import io.iotcrm.domain.rule.RuleView;
import io.iotcrm.domain.support.TicketCommentView;
import io.iotcrm.domain.support.TicketView;
import io.iotcrm.ejb.rule.AlarmGroupService;
import io.iotcrm.ejb.rule.AlarmService;
import io.iotcrm.ejb.support.TicketService;
import io.iotcrm.web.platform.Params;
import io.iotcrm.web.platform.Rights;
import io.iotcrm.web.platform.Visitor;
import io.iotcrm.web.rule.Evidence;
import io.iotcrm.web.telemetry.SeriesChart;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/**
 * A ticket with its evidence: the readings around the event, the rule, the command and its fate.
 */
@Named
@RequestScoped
public class TicketPage {
  @EJB private TicketService tickets;
  @EJB private AlarmService alarms;
  @EJB private AlarmGroupService groups;
  @Inject private Evidence evidence;
  @Inject private Params params;
  @Inject private Visitor visitor;
  @Inject private Rights rights;
  private String id;
  private TicketView ticket;
  private AlarmView alarm;
  private DeviceView device;

  @PostConstruct
  void readAddress() {
    id = params.get("id");
  }

  /** Before anything is drawn, so that a record that does not exist is "not found". */
  public void open() {
    getTicket();
  }

  public TicketView getTicket() {
    if (ticket == null) {
      ticket = tickets.get(Params.id("ticket", id));
    }
    return ticket;
  }

  /** After a change: read again. */
  void reload() {
    ticket = null;
  }

  /** Whether the visitor may see what devices say at all. */
  public boolean isEvidence() {
    return getTicket().alarmId() != null
        && visitor.is("admin sales marketing support analyst integrator");
  }

  public AlarmView getAlarm() {
    if (alarm == null && isEvidence()) {
      alarm = alarms.alarm(getTicket().alarmId());
    }
    return alarm;
  }

  /** The storm whose alarms are attached to this ticket; null where there is none. */
  public AlarmGroupView getStorm() {
    return isEvidence() ? groups.ofTicket(getTicket().id()).orElse(null) : null;
  }

  public RuleView getRule() {
    return evidence.rule(getAlarm());
  }

  /** The device that the ticket is about; null where it is about none. */
  public DeviceView getDevice() {
    if (device == null && getTicket().deviceId() != null) {
      device = evidence.device(getTicket().deviceId());
    }
    return device;
  }

  public List<SeriesChart> getCharts() {
    return evidence.charts(getDevice(), getAlarm());
  }

  /** The commands that this ticket's alarm sent, to the device itself or to the one behind it. */
  public List<CommandView> getCommands() {
    return evidence.commands(getDevice(), getAlarm());
  }

  /** The device that the rule's commands go to; null where the ticket is about no device. */
  public String getReceiver() {
    return evidence.receiver(getDevice());
  }

  public List<TicketCommentView> getComments() {
    return tickets.comments(getTicket().id());
  }

  /** Whether this visitor may work on tickets. */
  public boolean isWorking() {
    return rights.may("edit", "ticket");
  }

  public String getId() {
    return id;
  }
}
