package io.iotcrm.ejb.sales;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.SALES;

import io.iotcrm.domain.sales.SalesSummary;
import io.iotcrm.domain.sales.WinLossQuery;
import io.iotcrm.domain.sales.WinLossRow;
import io.iotcrm.domain.security.Action;
import io.iotcrm.domain.security.Reach;
import io.iotcrm.domain.security.RecordKind;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.security.Permissions;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;

/** What is counted of deals and tasks. */
@Stateless
public class SalesReports {
  @Inject private SalesReportTable table;
  @Inject private Permissions permissions;

  /** Deals that were won and lost; the kinds with most of them first, at most 200. */
  @RolesAllowed({ADMIN, SALES, MARKETING, ANALYST, INTEGRATOR})
  public List<WinLossRow> winLoss(WinLossQuery query) {
    Reach reach = permissions.require(Action.READ, RecordKind.DEAL);
    return Database.answer(() -> table.winLoss(query, reach));
  }

  /**
   * The numbers of the dashboard at this moment.
   *
   * @param owner a user name; null: everybody's
   */
  @RolesAllowed({ADMIN, SALES, MARKETING, ANALYST, INTEGRATOR})
  public SalesSummary summary(String owner) {
    Reach deals = permissions.require(Action.READ, RecordKind.DEAL);
    Reach tasks = permissions.reach(Action.READ, RecordKind.TASK);
    return Database.answer(() -> table.summary(Instant.now(), owner, deals, tasks));
  }
}
