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
import io.iotcrm.domain.customer.Lead;
import io.iotcrm.domain.customer.TimelineQuery;
import io.iotcrm.domain.customer.TimelineView;
import io.iotcrm.domain.device.Device;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.security.RecordKind;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.Records;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

/** What happened to a customer, newest first. Entries are written by whoever makes them happen. */
@Stateless
public class Timeline {
  @Inject private TimelineTable table;
  @Inject private TimelineReach within;
  @Inject private Records records;

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public Page<TimelineView> list(TimelineQuery query) {
    requireReadable(query);
    return Database.answer(() -> table.list(query, within.conditions()));
  }

  private void requireReadable(TimelineQuery query) {
    if (query.accountId() != null) {
      records.readable(Account.class, RecordKind.ACCOUNT, query.accountId());
    }
    if (query.contactId() != null) {
      records.readable(Contact.class, RecordKind.CONTACT, query.contactId());
    }
    if (query.leadId() != null) {
      records.readable(Lead.class, RecordKind.LEAD, query.leadId());
    }
    if (query.deviceId() != null) {
      records.readable(Device.class, RecordKind.DEVICE, query.deviceId());
    }
  }
}
