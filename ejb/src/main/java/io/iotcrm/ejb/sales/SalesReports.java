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
import io.iotcrm.ejb.security.FieldRights;
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
  @Inject private FieldRights fields;

  /**
   * Deals that were won and lost; the kinds with most of them first, at most 200. Not for somebody
   * who does not see what deals are worth.
   */
  @RolesAllowed({ADMIN, SALES, MARKETING, ANALYST, INTEGRATOR})
  public List<WinLossRow> winLoss(WinLossQuery query) {
    Reach reach = permissions.require(Action.READ, RecordKind.DEAL);
    fields.requireShown(RecordKind.DEAL, "amount", "currency", query.currency());
    fields.requireShown(RecordKind.DEAL, "ownerUsername", "owner", query.owner());
    if (query.by() == WinLossQuery.By.OWNER) {
      fields.requireShown(RecordKind.DEAL, "ownerUsername", "by", query.by());
    }
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
    fields.requireShown(RecordKind.DEAL, "ownerUsername", "owner", owner);
    Reach tasks = permissions.reach(Action.READ, RecordKind.TASK);
    SalesSummary all = Database.answer(() -> table.summary(Instant.now(), owner, deals, tasks));
    return permissions.hidden(RecordKind.DEAL).contains("amount") ? all.withoutAmounts() : all;
  }
}
