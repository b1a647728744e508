package io.iotcrm.web.platform;

import io.iotcrm.domain.security.Action;
import io.iotcrm.domain.security.RecordKind;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * The portal's pages and the roles that open each. The menu and {@link PortalAccess} read this one
 * list; the services behind a page check their roles again.
 */
public enum PortalPage {
  HOME(Group.WORK, "home", Roles.PEOPLE),
  CUSTOMERS(Group.WORK, "customers", Roles.CUSTOMER_READERS),
  ACCOUNT(null, "customers", Roles.CUSTOMER_READERS),
  CONTACT(null, "customers", Roles.CUSTOMER_READERS),
  DUPLICATES(Group.WORK, "customers", Set.of("admin", "sales")),
  MERGE(null, "customers", Set.of("admin", "sales")),
  EDITACCOUNT(null, "customers", Set.of("admin", "sales", "integrator")),
  EDITCONTACT(null, "customers", Set.of("admin", "sales", "marketing", "support", "integrator")),
  LEADS(Group.WORK, "lead", Roles.CUSTOMER_READERS),
  LEAD(null, "lead", Roles.CUSTOMER_READERS),
  TIMELINE(null, "customers", Roles.CUSTOMER_READERS),
  SEARCH(null, "customers", Roles.CUSTOMER_READERS),
  FIND(null, "customers", Roles.CUSTOMER_READERS),
  TICKETS(Group.WORK, "ticket", Roles.CUSTOMER_READERS),
  TICKET(null, "ticket", Roles.CUSTOMER_READERS),
  QUEUES(null, "ticket", Set.of("admin", "sales", "support")),
  MACROS(null, "ticket", Set.of("admin", "support")),
  SERVICELEVELS(Group.OPERATION, "ticket", Set.of("admin")),
  CALENDAR(null, "ticket", Set.of("admin")),
  TASKS(Group.WORK, "task", Roles.CUSTOMER_READERS),
  MYDAY(null, "task", Roles.CUSTOMER_READERS),
  DEVICES(Group.DEVICES, "device", Roles.READERS),
  DEVICE(null, "device", Roles.READERS),
  PROFILES(Group.DEVICES, "device", Roles.READERS),
  PROFILE(null, "device", Roles.READERS),
  MAPPING(null, "device", Roles.OPERATORS),
  NEWDEVICE(null, "device", Roles.OPERATORS),
  DEVICEIMPORT(null, "device", Roles.OPERATORS),
  CLAIM(null, "device", Set.of("admin", "sales", "support", "integrator")),
  ALARMS(Group.DEVICES, "alarm", Roles.READERS),
  ALARM(null, "alarm", Roles.READERS),
  JOBS(Group.DEVICES, "job", Roles.READERS),
  JOB(null, "job", Roles.READERS),
  EXPORTS(Group.DEVICES, "job", Roles.PEOPLE),
  TELEMETRYIMPORT(null, "job", Roles.OPERATORS),
  RULES(Group.DEVICES, "rule", Roles.READERS),
  RULE(null, "rule", Roles.READERS),
  SALES(Group.SALES, "recommender", Roles.SALES_READERS),
  BOARD(Group.SALES, "deal", Roles.PEOPLE),
  DEALS(Group.SALES, "deal", Roles.PEOPLE),
  DEAL(null, "deal", Set.of("admin", "sales")),
  SALESFORECAST(Group.SALES, "forecast", Roles.SALES_READERS),
  WINLOSS(Group.SALES, "item", Roles.SALES_READERS),
  PIPELINES(Group.SALES, "rule", Set.of("admin")),
  CAMPAIGNS(Group.OFFERS, "campaign", Roles.CUSTOMER_READERS),
  ITEMS(Group.OFFERS, "item", Roles.READERS),
  FORECASTS(Group.OFFERS, "forecast", Roles.READERS),
  RECOMMENDER(Group.OFFERS, "recommender", Set.of("admin", "analyst", "marketing", "sales")),
  HUBSPOT(Group.OFFERS, "hubspot", Set.of("admin", "marketing", "sales", "integrator", "analyst")),
  SYSTEM(Group.OPERATION, "system", Set.of("admin")),
  FAILURES(Group.OPERATION, "failure", Set.of("admin")),
  CUSTOMFIELDS(Group.OPERATION, "rule", Set.of("admin")),
  WEBHOOKS(Group.OPERATION, "webhook", Set.of("admin", "integrator")),
  PERMISSIONS(Group.OPERATION, "permission", Set.of("admin")),
  TEAMS(Group.OPERATION, "customers", Set.of("admin")),
  TOKENS(Group.OPERATION, "token", Roles.PEOPLE),
  USERS(Group.OPERATION, "customers", Set.of("admin")),
  USER(null, "customers", Set.of("admin")),
  AUDIT(Group.OPERATION, "task", Set.of("admin", "privacy")),
  MYACCOUNT(null, "customers", Roles.PEOPLE);

  /** The parts of the menu, in its order. */
  public enum Group {
    WORK,
    SALES,
    DEVICES,
    OFFERS,
    OPERATION
  }

  private final Group group;
  private final String icon;
  private final Set<String> roles;

  PortalPage(Group group, String icon, Set<String> roles) {
    this.group = group;
    this.icon = icon;
    this.roles = roles;
  }

  /** The page behind a Faces view id such as {@code /ticket.xhtml}. */
  public static Optional<PortalPage> ofView(String viewId) {
    return Arrays.stream(values())
        .filter(page -> ("/" + page.getPath()).equals(viewId))
        .findFirst();
  }

  /** What somebody must be allowed to do to find anything on a page. */
  public record Need(Action action, RecordKind kind) {}

  /** What the visitor's permissions have to allow, besides one of the roles. */
  public Optional<Need> need() {
    return Optional.ofNullable(
        switch (this) {
          case CUSTOMERS, CONTACT -> new Need(Action.READ, RecordKind.CONTACT);
          case ACCOUNT -> new Need(Action.READ, RecordKind.ACCOUNT);
          case EDITCONTACT -> new Need(Action.EDIT, RecordKind.CONTACT);
          case EDITACCOUNT -> new Need(Action.EDIT, RecordKind.ACCOUNT);
          case LEADS, LEAD -> new Need(Action.READ, RecordKind.LEAD);
          case TICKETS, TICKET -> new Need(Action.READ, RecordKind.TICKET);
          case TASKS, MYDAY -> new Need(Action.READ, RecordKind.TASK);
          case DEVICES, DEVICE, JOBS, JOB -> new Need(Action.READ, RecordKind.DEVICE);
          case NEWDEVICE, DEVICEIMPORT -> new Need(Action.CREATE, RecordKind.DEVICE);
          case TELEMETRYIMPORT -> new Need(Action.EDIT, RecordKind.DEVICE);
          case EXPORTS -> new Need(Action.EXPORT, RecordKind.DEVICE);
          case ALARMS, ALARM -> new Need(Action.READ, RecordKind.ALARM);
          case DEALS, DEAL, BOARD, SALES, SALESFORECAST, WINLOSS ->
              new Need(Action.READ, RecordKind.DEAL);
          case CAMPAIGNS -> new Need(Action.READ, RecordKind.CAMPAIGN);
          default -> null;
        });
  }

  /** Where it stands in the menu; null: reached from another page. */
  public Group group() {
    return group;
  }

  public Set<String> roles() {
    return roles;
  }

  public String getKey() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  public String getPath() {
    return getKey() + ".xhtml";
  }

  public String getIcon() {
    return icon;
  }

  /** The page whose entry in the menu is marked while this one is open. */
  public PortalPage menuEntry() {
    return switch (this) {
      case MYDAY -> TASKS;
      case DEAL -> DEALS;
      case TICKET, QUEUES, MACROS -> TICKETS;
      case CALENDAR -> SERVICELEVELS;
      case ACCOUNT, CONTACT, TIMELINE, EDITACCOUNT, EDITCONTACT -> CUSTOMERS;
      case LEAD -> LEADS;
      case MERGE -> DUPLICATES;
      case DEVICE, NEWDEVICE, DEVICEIMPORT, CLAIM -> DEVICES;
      case PROFILE, MAPPING -> PROFILES;
      case RULE -> RULES;
      case ALARM -> ALARMS;
      case JOB -> JOBS;
      case TELEMETRYIMPORT -> EXPORTS;
      case USER -> USERS;
      default -> this;
    };
  }

  /** Groups of roles that several pages share. */
  private static final class Roles {
    static final Set<String> PEOPLE =
        Set.of("admin", "sales", "marketing", "support", "analyst", "privacy", "integrator");
    static final Set<String> READERS =
        Set.of("admin", "sales", "marketing", "support", "analyst", "integrator");
    static final Set<String> SALES_READERS =
        Set.of("admin", "sales", "marketing", "analyst", "integrator");
    static final Set<String> OPERATORS = Set.of("admin", "support", "integrator");
    static final Set<String> CUSTOMER_READERS = PEOPLE;
  }
}
