package io.iotcrm.ejb.security;

import io.iotcrm.domain.platform.AccessRefusedException;
import io.iotcrm.domain.platform.RecordNotFoundException;
import io.iotcrm.domain.security.Action;
import io.iotcrm.domain.security.FieldAccess;
import io.iotcrm.domain.security.OwnPermissions;
import io.iotcrm.domain.security.PermissionMatrix;
import io.iotcrm.domain.security.Reach;
import io.iotcrm.domain.security.Reachable;
import io.iotcrm.domain.security.RecordKind;
import io.iotcrm.domain.security.Scope;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Decides what the caller may do, and is the only one that does. The annotations on services and
 * resources say the most that a role can have; within that, the matrix of the administrator holds.
 *
 * <p>The work of the system itself, of devices and of edge connectors is nobody's request: it is
 * not narrowed here. An API token acts for its owner, with the roles that it was given.
 */
@ApplicationScoped
public class Permissions {
  @EJB private Callers callers;
  @Inject private PermissionStore store;
  @Inject private Refusals refusals;

  /** For the container. */
  public Permissions() {}

  /** For use outside a container. */
  public Permissions(Callers callers, PermissionStore store, Refusals refusals) {
    this.callers = callers;
    this.store = store;
    this.refusals = refusals;
  }

  /**
   * Does nothing but be there: the first to ask may be a page, and the server would then look in
   * the portal's module for what this one needs.
   */
  public void open() {
    refusals.open();
  }

  /** Which records of a kind the caller may do something with; it may be none. */
  public Reach reach(Action action, RecordKind kind) {
    Caller caller = callers.current();
    return caller.unscoped() ? Reach.EVERYTHING : reach(caller, action, kind);
  }

  /** Whether there may be any record that the caller may do this with. */
  public boolean may(Action action, RecordKind kind) {
    return !reach(action, kind).isNothing();
  }

  /** Whether the caller may do this with a record. */
  public boolean may(Action action, RecordKind kind, Reachable record) {
    return reach(action, kind).includes(record.whose());
  }

  /**
   * For lists, and for new records.
   *
   * @return what a list has to be narrowed to
   * @throws AccessRefusedException where the caller may do it with no record at all
   */
  public Reach require(Action action, RecordKind kind) {
    Reach reach = reach(action, kind);
    if (reach.isNothing()) {
      throw refused(action, kind, null);
    }
    return reach;
  }

  /**
   * For one record.
   *
   * @param id only for what is said about it
   * @throws RecordNotFoundException where the caller may not even know that it is there
   * @throws AccessRefusedException where they may read it, but not do this with it
   */
  public void require(Action action, RecordKind kind, Object id, Reachable record) {
    if (!reach(Action.READ, readingOf(kind)).includes(record.whose())) {
      refusals.add(callers.current().name(), Action.READ, kind, id, "out of reach");
      throw new RecordNotFoundException(kind.key(), id);
    }
    if (action != Action.READ && !reach(action, kind).includes(record.whose())) {
      throw refused(action, kind, id);
    }
  }

  /** The fields of such records that the caller does not see, by their names in the API. */
  public Set<String> hidden(RecordKind kind) {
    return fields(kind, FieldAccess.HIDDEN);
  }

  /** The fields of such records that the caller sees, but may not change. */
  public Set<String> readOnly(RecordKind kind) {
    return fields(kind, FieldAccess.READ_ONLY);
  }

  /** Who the caller is here, and what they may do. */
  public OwnPermissions own() {
    Caller caller = callers.current();
    PermissionMatrix matrix = store.current().matrix();
    Map<String, Map<String, String>> grants = new TreeMap<>();
    Map<String, Map<String, String>> fields = new TreeMap<>();
    for (RecordKind kind : RecordKind.values()) {
      Map<String, String> scopes = new TreeMap<>();
      for (Action action : Action.values()) {
        Scope scope = matrix.scope(caller.roles(), kind, action);
        if (scope != Scope.NONE) {
          scopes.put(action.key(), scope.key());
        }
      }
      grants.put(kind.key(), scopes);
      Map<String, String> kept = new TreeMap<>();
      hidden(kind).forEach(field -> kept.put(field, FieldAccess.HIDDEN.key()));
      readOnly(kind).forEach(field -> kept.put(field, FieldAccess.READ_ONLY.key()));
      if (!kept.isEmpty() && scopes.containsKey(Action.READ.key())) {
        fields.put(kind.key(), kept);
      }
    }
    return new OwnPermissions(
        caller.name(),
        caller.roles().stream().sorted().toList(),
        teams().stream().sorted().toList(),
        grants,
        fields);
  }

  /** The caller's account; null for the system, for machines and for people without one. */
  public UUID userId() {
    Caller caller = callers.current();
    return caller.unscoped() ? null : store.userId(caller.name());
  }

  /** The caller's teams, by name. */
  public Set<String> teams() {
    return store.current().teams().of(userId());
  }

  private Set<String> fields(RecordKind kind, FieldAccess access) {
    Caller caller = callers.current();
    return caller.unscoped()
        ? Set.of()
        : store.current().matrix().fields(caller.roles(), kind, access);
  }

  /** Consents have no reading of their own: whoever reads the contact sees them. */
  private static RecordKind readingOf(RecordKind kind) {
    return kind == RecordKind.CONSENT ? RecordKind.CONTACT : kind;
  }

  private Reach reach(Caller caller, Action action, RecordKind kind) {
    PermissionStore.Known known = store.current();
    Scope scope = known.matrix().scope(caller.roles(), kind, action);
    return switch (scope) {
      case ALL -> Reach.EVERYTHING;
      case NONE -> Reach.NOTHING;
      case OWN -> new Reach(scope, store.userId(caller.name()), Set.of(), Set.of());
      case TEAM -> {
        UUID user = store.userId(caller.name());
        Set<String> teams = known.teams().of(user);
        yield new Reach(scope, user, teams, known.teams().membersOf(teams));
      }
    };
  }

  private AccessRefusedException refused(Action action, RecordKind kind, Object id) {
    refusals.add(callers.current().name(), action, kind, id, null);
    String what = kind.key().replace('-', ' ');
    return new AccessRefusedException(
        id == null
            ? "Your permissions do not let you %s a %s".formatted(action.key(), what)
            : "Your permissions do not let you %s this %s".formatted(action.key(), what));
  }
}
