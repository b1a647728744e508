package io.iotcrm.web.platform;

import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.rule.AlarmQuery;
import io.iotcrm.domain.rule.AlarmView;
import io.iotcrm.domain.rule.Severity;
import io.iotcrm.domain.sales.TaskQuery;
import io.iotcrm.domain.sales.TaskStatus;
import io.iotcrm.domain.sales.TaskView;
import io.iotcrm.domain.support.TicketQuery;
import io.iotcrm.domain.support.TicketStatus;
import io.iotcrm.domain.support.TicketView;
import io.iotcrm.ejb.platform.Overview;
import io.iotcrm.ejb.rule.AlarmService;
import io.iotcrm.ejb.sales.TaskService;
import io.iotcrm.ejb.support.TicketService;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;

/** What is going on: counts that move, the latest alarms and tickets, one's own tasks. */
@Named
@RequestScoped
public class HomePage {
  private static final int ROWS = 8;

  @EJB private Overview overview;
  @EJB private AlarmService alarmService;
  @EJB private TicketService ticketService;
  @EJB private TaskService taskService;
  @Inject private Visitor visitor;
  @Inject private Rights rights;
  private Overview.Counts counts;
  private List<AlarmView> alarms;
  private List<TicketView> tickets;
  private List<TaskView> tasks;

  /** Open alarms of one severity. */
  public record SeverityCount(Severity severity, long alarms) {}

  public Overview.Counts getCounts() {
    if (counts == null) {
      counts = overview.counts();
    }
    return counts;
  }

  public List<SeverityCount> getSeverities() {
    return Arrays.stream(Severity.values())
        .map(s -> new SeverityCount(s, getCounts().openAlarms().getOrDefault(s, 0L)))
        .filter(s -> s.alarms() > 0)
        .toList();
  }

  public long getOpenAlarms() {
    return getCounts().openAlarms().values().stream().mapToLong(Long::longValue).sum();
  }

  public List<AlarmView> getAlarms() {
    if (alarms == null && !rights.may("read", "alarm")) {
      alarms = List.of();
    }
    if (alarms == null) {
      AlarmQuery active = new AlarmQuery(null, null, null, true, null, PageRequest.first(ROWS));
      alarms = alarmService.list(active).items();
    }
    return alarms;
  }

  public List<TicketView> getTickets() {
    if (tickets == null && !rights.may("read", "ticket")) {
      tickets = List.of();
    }
    if (tickets == null) {
      tickets =
          ticketService
              .list(
                  new TicketQuery(
                      null,
                      EnumSet.of(TicketStatus.NEW, TicketStatus.OPEN, TicketStatus.PENDING),
                      null,
                      null,
                      null,
                      null,
                      null,
                      null,
                      PageRequest.first(ROWS)))
              .items();
    }
    return tickets;
  }

  public List<TaskView> getTasks() {
    if (tasks == null && !rights.may("read", "task")) {
      tasks = List.of();
    }
    if (tasks == null) {
      tasks =
          taskService
              .list(
                  new TaskQuery(
                      null,
                      TaskStatus.OPEN,
                      visitor.getName(),
                      null,
                      null,
                      null,
                      null,
                      PageRequest.first(ROWS)))
              .items();
    }
    return tasks;
  }
}
