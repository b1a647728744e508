package io.iotcrm.ejb.support;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.support.BusinessCalendar;
import io.iotcrm.domain.support.CalendarDetails;
import io.iotcrm.domain.support.CalendarView;
import io.iotcrm.ejb.platform.ListQuery;
import io.iotcrm.ejb.platform.Records;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.SQLException;
import java.util.UUID;

/** Business calendars, in whose hours the clocks of service levels run. */
@Stateless
public class CalendarService {
  private static final String CALENDAR = "business-calendar";
  private static final String BY_NAME = "select k.id from BusinessCalendar k where k.name = ?1";

  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private Records records;
  @Inject private SlaTable clocks;

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public Page<CalendarView> list(PageRequest page) {
    return ListQuery.of(em, BusinessCalendar.class, "select k from BusinessCalendar k", page)
        .inOrderOf("k.name", BusinessCalendar::getName, CalendarView::of);
  }

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public CalendarView get(UUID id) {
    return CalendarView.of(records.find(BusinessCalendar.class, CALENDAR, id));
  }

  @RolesAllowed(ADMIN)
  public CalendarView create(CalendarDetails details) {
    requireFree(details, null);
    BusinessCalendar calendar = new BusinessCalendar(details);
    em.persist(calendar);
    records.save("create", CALENDAR, calendar.getId());
    return CalendarView.of(calendar);
  }

  /** Clocks that run in it are aimed anew within seconds. */
  @RolesAllowed(ADMIN)
  public CalendarView update(UUID id, CalendarDetails details, long expected) {
    BusinessCalendar calendar =
        records.find(BusinessCalendar.class, CALENDAR, id, expected, BusinessCalendar::getVersion);
    requireFree(details, id);
    calendar.change(details);
    records.save("update", CALENDAR, id);
    try {
      clocks.wakeCalendar(id);
    } catch (SQLException e) {
      throw new IllegalStateException("the clocks could not be aimed anew", e);
    }
    return CalendarView.of(calendar);
  }

  @RolesAllowed(ADMIN)
  public void delete(UUID id, long expected) {
    BusinessCalendar calendar =
        records.find(BusinessCalendar.class, CALENDAR, id, expected, BusinessCalendar::getVersion);
    long users =
        em.createQuery("select count(p) from SlaPolicy p where p.calendar.id = ?1", Long.class)
            .setParameter(1, id)
            .getSingleResult();
    if (users > 0) {
      throw new InvalidInputException("", "is the calendar of " + users + " service levels");
    }
    em.remove(calendar);
    records.save("delete", CALENDAR, id);
  }

  private void requireFree(CalendarDetails details, UUID own) {
    records.requireFree(
        CALENDAR, BY_NAME, details.name() == null ? null : details.name().strip(), own);
  }
}
