package io.iotcrm.ejb.customer;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.customer.TimelineQuery;
import io.iotcrm.domain.customer.TimelineView;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.ejb.platform.Database;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

/** What happened to a customer, newest first. Entries are written by whoever makes them happen. */
@Stateless
public class Timeline {
  @Inject private TimelineTable table;

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public Page<TimelineView> list(TimelineQuery query) {
    return Database.answer(() -> table.list(query));
  }
}
