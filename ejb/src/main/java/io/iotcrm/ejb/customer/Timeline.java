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
    return list.newestFirst(
        "e.at", TimelineEntry::getAt, "e.id", TimelineEntry::getId, TimelineView::of);
  }
}
