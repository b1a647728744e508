package io.iotcrm.domain.security;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who may do what: role by kind of record by action by scope. Somebody with several roles has the
 * widest that any of them grants. Immutable.
 */
public final class PermissionMatrix {
  /** What holds until an administrator narrows it. */
  public static final PermissionMatrix STANDARD = new PermissionMatrix(Map.of(), Map.of());

  private record Cell(String role, RecordKind kind, Action action) {}

  private record Field(String role, RecordKind kind, String name) {}

  private final Map<Cell, Scope> narrowed;
  private final Map<Field, FieldAccess> fields;

  private PermissionMatrix(Map<Cell, Scope> narrowed, Map<Field, FieldAccess> fields) {
    this.narrowed = Map.copyOf(narrowed);
    this.fields = Map.copyOf(fields);
  }

  /**
   * The standard with these changes.
   *
   * @throws IllegalArgumentException for a grant that is wider than its role can have
   */
  public static PermissionMatrix of(Collection<Grant> grants, Collection<FieldRule> rules) {
    Map<Cell, Scope> narrowed = new HashMap<>();
    for (Grant grant : grants) {
      grant.check();
      if (grant.scope() != standard(grant.role(), grant.kind(), grant.action())) {
        narrowed.put(new Cell(grant.role(), grant.kind(), grant.action()), grant.scope());
      }
    }
    Map<Field, FieldAccess> fields = new HashMap<>();
    for (FieldRule rule : rules) {
      if (rule.access() != FieldAccess.EDITABLE) {
        fields.put(new Field(rule.role(), rule.kind(), rule.field()), rule.access());
      }
    }
    return new PermissionMatrix(narrowed, fields);
  }

  /** How far one role reaches. */
  public Scope scope(String role, RecordKind kind, Action action) {
    Scope scope = narrowed.get(new Cell(role, kind, action));
    return scope == null ? standard(role, kind, action) : scope;
  }

  /** How far somebody with these roles reaches. */
  public Scope scope(Collection<String> roles, RecordKind kind, Action action) {
    Scope widest = Scope.NONE;
    for (String role : roles) {
      widest = widest.widest(scope(role, kind, action));
    }
    return widest;
  }

  /** What one role may do with a field. */
  public FieldAccess field(String role, RecordKind kind, String field) {
    return fields.getOrDefault(new Field(role, kind, field), FieldAccess.EDITABLE);
  }

  /**
   * What somebody with these roles may do with a field: the most that any role grants which lets
   * them read such records at all.
   */
  public FieldAccess field(Collection<String> roles, RecordKind kind, String field) {
    FieldAccess most = FieldAccess.HIDDEN;
    for (String role : roles) {
      if (scope(role, kind, Action.READ) != Scope.NONE) {
        FieldAccess access = field(role, kind, field);
        most = access.compareTo(most) > 0 ? access : most;
      }
    }
    return most;
  }

  /** The fields of a kind that somebody with these roles has only this access to. */
  public Set<String> fields(Collection<String> roles, RecordKind kind, FieldAccess access) {
    Set<String> found = new TreeSet<>();
    for (Field field : fields.keySet()) {
      if (field.kind() == kind && field(roles, kind, field.name()) == access) {
        found.add(field.name());
      }
    }
    return found;
  }

  /** Every grant there can be, by role, kind and action. */
  public List<Grant> grants() {
    List<Grant> all = new ArrayList<>();
    for (String role : Role.PEOPLE) {
      for (RecordKind kind : RecordKind.values()) {
        for (Action action : Action.values()) {
          if (kind.has(action)) {
            all.add(new Grant(role, kind, action, scope(role, kind, action)));
          }
        }
      }
    }
    return all;
  }

  /** The grants that are not the standard's. */
  public List<Grant> narrowed() {
    return grants().stream()
        .filter(g -> g.scope() != standard(g.role(), g.kind(), g.action()))
        .toList();
  }

  /** The fields that are not simply editable, by role, kind and name. */
  public List<FieldRule> fieldRules() {
    return fields.entrySet().stream()
        .map(
            e ->
                new FieldRule(
                    e.getKey().role(), e.getKey().kind(), e.getKey().name(), e.getValue()))
        .sorted(java.util.Comparator.comparing(FieldRule::path))
        .toList();
  }

  private static Scope standard(String role, RecordKind kind, Action action) {
    return kind.roles(action).contains(role) ? Scope.ALL : Scope.NONE;
  }
}
