package io.iotcrm.ejb.forecast;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.forecast.ForecastRunView;
import io.iotcrm.domain.forecast.StockForecastView;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.platform.RecordNotFoundException;
import io.iotcrm.domain.security.Action;
import io.iotcrm.domain.security.AuditEvent;
import io.iotcrm.domain.security.RecordKind;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.security.AuditLog;
import io.iotcrm.ejb.security.Permissions;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** What the daily run found, for people. */
@Stateless
public class StockForecasts {
  private static final int MOST_DAYS = 3_650;

  @Inject private StockTable table;
  @Inject private ForecastJob job;
  @EJB private RestockTasks tasks;
  @Inject private Permissions permissions;
  @EJB private AuditLog audit;
  @Resource private SessionContext session;

  /**
   * Stocks, the one that is empty first before the others.
   *
   * @param withinDays only those that are expected to be empty within so many days; null: all
   */
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public Page<StockForecastView> list(Integer withinDays, PageRequest page) {
    if (withinDays != null && (withinDays < 0 || withinDays > MOST_DAYS)) {
      throw new InvalidInputException("/withinDays", "must be 0 to " + MOST_DAYS);
    }
    Instant before = withinDays == null ? null : Instant.now().plus(Duration.ofDays(withinDays));
    return Database.answer(() -> table.list(before, page.limit(), page.after(2)));
  }

  /** The task for restocking; the one that was made since the last refill, or a new one. */
  @RolesAllowed({ADMIN, SALES, SUPPORT})
  public UUID openTask(String subject) {
    permissions.require(Action.CREATE, RecordKind.TASK);
    StockForecastView stock =
        Database.answer(() -> table.find(subject))
            .orElseThrow(() -> new RecordNotFoundException("stock forecast", subject));
    String cycle = Database.answer(() -> table.cycle(subject)).orElse("first");
    return tasks.open(stock, cycle, session.getCallerPrincipal().getName());
  }

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public ForecastRunView lastRun() {
    return Database.answer(job::read);
  }

  /** Asks for a run; an instance of the cluster begins it within half a minute. */
  @RolesAllowed({ADMIN, ANALYST})
  public ForecastRunView requestRun() {
    return Database.answer(
        () -> {
          job.request(session.getCallerPrincipal().getName());
          audit.record(AuditEvent.allowed("start", "stock forecast", "all"));
          return job.read();
        });
  }
}
