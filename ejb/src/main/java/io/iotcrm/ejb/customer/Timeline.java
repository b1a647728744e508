package io.iotcrm.ejb.customer;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.customer.TimelineEntry;
import io.iotcrm.domain.customer.TimelineQuery;
import io.iotcrm.domain.customer.TimelineView;
import io.iotcrm.domain.platform.Cursor;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.ejb.platform.ListQuery;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** What happened to a customer, newest first. Entries are written by whoever makes them happen. */
@Stateless
public class Timeline {
  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public Page<TimelineView> list(TimelineQuery query) {
    if (query.accountId() == null && query.contactId() == null && query.deviceId() == null) {
      throw new InvalidInputException("", "a timeline needs an account, a contact or a device");
    }
    ListQuery<TimelineEntry> list =
        ListQuery.of(em, TimelineEntry.class, "select e from TimelineEntry e", query.page())
            .filter("e.accountId = ?", query.accountId())
            .filter("e.contactId = ?", query.contactId())
            .filter("e.deviceId = ?", query.deviceId())
            .filter("e.kind = ?", query.kind());
    Cursor after = list.cursor(2);
    if (after != null) {
      list.and(
          "e.at < ? or (e.at = ? and e.id > ?)", after.instant(0), after.instant(0), after.uuid(1));
    }
    return list.page("e.at desc, e.id", e -> Cursor.of(e.getAt(), e.getId()), TimelineView::of);
  }
}
