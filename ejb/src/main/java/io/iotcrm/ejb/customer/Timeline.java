package io.iotcrm.ejb.customer;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.customer.Account;
import io.iotcrm.domain.customer.Contact;
import io.iotcrm.domain.customer.TimelineEntry;
import io.iotcrm.domain.customer.TimelineQuery;
import io.iotcrm.domain.customer.TimelineView;
import io.iotcrm.domain.device.Device;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.security.RecordKind;
import io.iotcrm.ejb.platform.ListQuery;
import io.iotcrm.ejb.platform.Records;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** What happened to a customer, newest first. Entries are written by whoever makes them happen. */
@Stateless
public class Timeline {
  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private Records records;
  @Inject private TimelineReach within;

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public Page<TimelineView> list(TimelineQuery query) {
    if (query.accountId() == null && query.contactId() == null && query.deviceId() == null) {
      throw new InvalidInputException("", "a timeline needs an account, a contact or a device");
    }
    requireReadable(query);
    ListQuery<TimelineEntry> list =
        ListQuery.of(em, TimelineEntry.class, "select e from TimelineEntry e", query.page())
            .filter("e.accountId = ?", query.accountId())
            .filter("e.contactId = ?", query.contactId())
            .filter("e.deviceId = ?", query.deviceId())
            .filter("e.kind = ?", query.kind());
    within.narrow(list);
    return list.newestFirst(
        "e.at", TimelineEntry::getAt, "e.id", TimelineEntry::getId, TimelineView::of);
  }

  private void requireReadable(TimelineQuery query) {
    if (query.accountId() != null) {
      records.readable(Account.class, RecordKind.ACCOUNT, query.accountId());
    }
    if (query.contactId() != null) {
      records.readable(Contact.class, RecordKind.CONTACT, query.contactId());
    }
    if (query.deviceId() != null) {
      records.readable(Device.class, RecordKind.DEVICE, query.deviceId());
    }
  }
}
