package io.iotcrm.domain.security;

import static io.iotcrm.domain.security.Action.CREATE;
import static io.iotcrm.domain.security.Action.DELETE;
import static io.iotcrm.domain.security.Action.EDIT;
import static io.iotcrm.domain.security.Action.EXPORT;
import static io.iotcrm.domain.security.Action.READ;
import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The kinds of record that permissions speak of, and the most that each role may do with them. That
 * is also what holds until an administrator narrows it: the annotations on resources and services
 * allow the same roles and nobody else.
 */
public enum RecordKind {
  ACCOUNT(true, reading(everybody()).writing(ADMIN, SALES, INTEGRATOR)),
  CONTACT(true, reading(everybody()).writing(ADMIN, SALES, MARKETING, SUPPORT, INTEGRATOR)),
  /** What a contact agreed to; read with the contact. */
  CONSENT(true, only(EDIT, ADMIN, SALES, MARKETING, SUPPORT, PRIVACY, INTEGRATOR)),
  LEAD(true, reading(everybody()).writing(ADMIN, SALES, MARKETING, INTEGRATOR)),
  DEAL(true, reading(everybody()).writing(ADMIN, SALES)),
  TASK(true, reading(everybody()).writing(ADMIN, SALES, SUPPORT)),
  TICKET(true, reading(everybody()).writing(ADMIN, SALES, SUPPORT)),
  CAMPAIGN(false, reading(everybody()).writing(ADMIN, MARKETING)),
  /** Who is in a campaign. */
  CAMPAIGN_MEMBER(
      false,
      reading(everybody()).and(CREATE, ADMIN, MARKETING).and(DELETE, ADMIN, MARKETING, PRIVACY)),
  /** A device is whose its account or its contact is; so are its readings, twin and commands. */
  DEVICE(true, reading(everybody()).writing(ADMIN, SUPPORT, INTEGRATOR)),
  /** An alarm is its assignee's, and whose its account or its contact is. */
  ALARM(true, reading(everybody()).and(EDIT, ADMIN, SUPPORT));

  private final boolean owned;
  private final Map<Action, Set<String>> most;

  RecordKind(boolean owned, Most most) {
    this.owned = owned;
    this.most = Collections.unmodifiableMap(new EnumMap<>(most.roles));
  }

  /** As the API, the audit and the database write it, e.g. {@code campaign-member}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<RecordKind> ofKey(String key) {
    for (RecordKind kind : values()) {
      if (kind.key().equals(key)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  /** Whether such records are somebody's, so that the scopes OWN and TEAM mean something. */
  public boolean isOwned() {
    return owned;
  }

  /** Whether anybody can be granted the action at all. */
  public boolean has(Action action) {
    return most.containsKey(action);
  }

  /** The roles that can be granted the action, and are until an administrator says otherwise. */
  public Set<String> roles(Action action) {
    return most.getOrDefault(action, Set.of());
  }

  /** The fields that can be kept from a role, by their names in the API. */
  public List<String> fields() {
    return switch (this) {
      case ACCOUNT -> List.of("industry", "city", "phone", "website", "ownerUsername");
      case CONTACT -> List.of("externalId", "email", "phone", "tier", "ownerUsername");
      case LEAD -> List.of("email", "phone", "website", "note", "ownerUsername");
      case DEAL -> List.of("amount", "closeOn", "ownerUsername");
      case TASK -> List.of("description", "dueAt", "ownerUsername");
      case TICKET -> List.of("description", "priority", "assigneeUsername", "evidence");
      default -> List.of();
    };
  }

  /** Whether a grant of this scope means something here. Nobody owns what is not there yet. */
  public boolean allows(Action action, Scope scope) {
    return switch (scope) {
      case NONE -> has(action);
      case OWN, TEAM -> has(action) && owned && action != CREATE;
      case ALL -> has(action);
    };
  }

  private static String[] everybody() {
    return Role.PEOPLE.toArray(String[]::new);
  }

  private static Most reading(String... roles) {
    return new Most().and(READ, roles).and(EXPORT, roles);
  }

  private static Most only(Action action, String... roles) {
    return new Most().and(action, roles);
  }

  private static final class Most {
    private final Map<Action, Set<String>> roles = new EnumMap<>(Action.class);

    private Most and(Action action, String... names) {
      roles.put(action, Set.of(names));
      return this;
    }

    private Most writing(String... names) {
      return and(CREATE, names).and(EDIT, names).and(DELETE, names);
    }
  }
}
