package io.iotcrm.ejb.customer;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.customer.Account;
import io.iotcrm.domain.customer.AccountView;
import io.iotcrm.domain.customer.ContactView;
import io.iotcrm.domain.customer.TimelineQuery;
import io.iotcrm.domain.customer.TimelineView;
import io.iotcrm.domain.device.DeviceQuery;
import io.iotcrm.domain.device.DeviceView;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.rule.AlarmView;
import io.iotcrm.domain.sales.TaskQuery;
import io.iotcrm.domain.sales.TaskStatus;
import io.iotcrm.domain.sales.TaskView;
import io.iotcrm.domain.security.Action;
import io.iotcrm.domain.security.RecordKind;
import io.iotcrm.domain.support.TicketQuery;
import io.iotcrm.domain.support.TicketStatus;
import io.iotcrm.domain.support.TicketView;
import io.iotcrm.ejb.device.DeviceRegistry;
import io.iotcrm.ejb.sales.TaskService;
import io.iotcrm.ejb.security.FieldRights;
import io.iotcrm.ejb.security.Permissions;
import io.iotcrm.ejb.support.TicketService;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.io.Serializable;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** Everything that a customer's page shows, in a fixed number of queries. */
@Stateless
public class Customer360 {
  private static final Set<TicketStatus> OPEN =
      EnumSet.of(TicketStatus.NEW, TicketStatus.OPEN, TicketStatus.PENDING);

  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @EJB private AccountService accounts;
  @EJB private ContactService contacts;
  @EJB private DeviceRegistry devices;
  @EJB private TicketService tickets;
  @EJB private TaskService tasks;
  @EJB private Timeline timeline;
  @Inject private CustomerSignals signals;
  @Inject private Permissions permissions;
  @Inject private FieldRights fields;

  /**
   * A customer: a company, or a person with their company.
   *
   * @param account null for a person without a company
   * @param contact null for a company
   */
  public record CustomerPage(
      AccountView account,
      ContactView contact,
      List<CustomerDevice> devices,
      List<TicketView> openTickets,
      List<TaskView> openTasks,
      List<AlarmView> openAlarms,
      Page<TimelineView> timeline) {}

  /** A device and the newest value of each of its series. */
  public record CustomerDevice(DeviceView device, List<LatestValue> latest)
      implements Serializable {}

  /**
   * @param number null for text
   * @param text null for numbers; booleans are the numbers 0 and 1
   */
  public record LatestValue(String key, Instant at, Double number, String text)
      implements Serializable {}

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public CustomerPage account(UUID id) {
    return page(accounts.get(id), null, id, null);
  }

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public CustomerPage contact(UUID id) {
    ContactView contact = contacts.get(id);
    return page(company(contact.accountId()), contact, null, id);
  }

  /** Null also for a company that the caller may not read: the person may be in reach without. */
  private AccountView company(UUID id) {
    if (id == null) {
      return null;
    }
    Account account = em.find(Account.class, id);
    return permissions.may(Action.READ, RecordKind.ACCOUNT, account)
        ? fields.shown(RecordKind.ACCOUNT, AccountView.of(account))
        : null;
  }

  private CustomerPage page(
      AccountView account, ContactView contact, UUID accountId, UUID contactId) {
    PageRequest first = PageRequest.first();
    List<DeviceView> owned =
        readable(
            RecordKind.DEVICE,
            () ->
                devices.list(
                    new DeviceQuery(null, null, accountId, contactId, null, null, null, first)));
    Map<String, List<LatestValue>> latest =
        signals.latest(owned.stream().map(DeviceView::id).toList());
    return new CustomerPage(
        account,
        contact,
        owned.stream()
            .map(device -> new CustomerDevice(device, latest.getOrDefault(device.id(), List.of())))
            .toList(),
        readable(
            RecordKind.TICKET,
            () ->
                tickets.list(
                    new TicketQuery(
                        null, OPEN, null, null, accountId, contactId, null, null, first))),
        readable(
            RecordKind.TASK,
            () ->
                tasks.list(
                    new TaskQuery(
                        null, TaskStatus.OPEN, null, accountId, contactId, null, null, first))),
        permissions.may(Action.READ, RecordKind.ALARM)
            ? signals.openAlarms(accountId, contactId)
            : List.of(),
        timeline.list(new TimelineQuery(accountId, contactId, null, null, first)));
  }

  /** A page shows nothing of what its reader may not read, where a list of it would be refused. */
  private <T> List<T> readable(RecordKind kind, Supplier<Page<T>> list) {
    return permissions.may(Action.READ, kind) ? list.get().items() : List.of();
  }
}
