package io.iotcrm.domain.security;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.InvalidInputException.Violation;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The matrix as the API writes it.
 *
 * @param grants by role, kind and action: {@code none}, {@code own}, {@code team} or {@code all}.
 *     What is left out is as wide as it can be
 * @param fields by role, kind and field: {@code hidden}, {@code read-only} or {@code editable},
 *     which is the same as leaving it out
 */
public record PermissionsDocument(
    Map<String, Map<String, Map<String, String>>> grants,
    Map<String, Map<String, Map<String, String>>> fields)
    implements Serializable {

  public PermissionsDocument {
    grants = grants == null ? Map.of() : grants;
    fields = fields == null ? Map.of() : fields;
  }

  /** Every grant there can be; of the fields those that are not simply editable. */
  public static PermissionsDocument of(PermissionMatrix matrix) {
    Map<String, Map<String, Map<String, String>>> grants = new TreeMap<>();
    for (Grant grant : matrix.grants()) {
      put(grants, grant.role(), grant.kind(), grant.action().key(), grant.scope().key());
    }
    Map<String, Map<String, Map<String, String>>> fields = new TreeMap<>();
    for (FieldRule rule : matrix.fieldRules()) {
      put(fields, rule.role(), rule.kind(), rule.field(), rule.access().key());
    }
    return new PermissionsDocument(grants, fields);
  }

  private static void put(
      Map<String, Map<String, Map<String, String>>> all,
      String role,
      RecordKind kind,
      String name,
      String value) {
    all.computeIfAbsent(role, any -> new TreeMap<>())
        .computeIfAbsent(kind.key(), any -> new TreeMap<>())
        .put(name, value);
  }

  /**
   * @throws InvalidInputException that names everything that is wrong
   */
  public PermissionMatrix matrix() {
    List<Violation> violations = new ArrayList<>();
    List<Grant> granted = new ArrayList<>();
    List<FieldRule> rules = new ArrayList<>();
    each(grants, "/grants", violations, cell -> grant(cell).ifPresent(granted::add));
    each(fields, "/fields", violations, cell -> rule(cell).ifPresent(rules::add));
    if (!violations.isEmpty()) {
      throw new InvalidInputException(violations);
    }
    return PermissionMatrix.of(granted, rules);
  }

  private record Cell(String role, RecordKind kind, String name, String value) {}

  /** Reads one cell; what it refuses is told with the place of the cell. */
  private interface Reader {
    void read(Cell cell);
  }

  private static void each(
      Map<String, Map<String, Map<String, String>>> all,
      String pointer,
      List<Violation> violations,
      Reader reader) {
    all.forEach(
        (role, kinds) ->
            orEmpty(kinds)
                .forEach(
                    (kindKey, values) ->
                        orEmpty(values)
                            .forEach(
                                (name, value) -> {
                                  String place = String.join("/", pointer, role, kindKey, name);
                                  try {
                                    reader.read(new Cell(role, kind(kindKey), name, value));
                                  } catch (IllegalArgumentException e) {
                                    violations.add(new Violation(place, e.getMessage()));
                                  }
                                })));
  }

  private static <V> Map<String, V> orEmpty(Map<String, V> map) {
    return map == null ? Map.of() : map;
  }

  private static RecordKind kind(String key) {
    return RecordKind.ofKey(key)
        .orElseThrow(() -> new IllegalArgumentException("names no kind of record: " + key));
  }

  private static Optional<Grant> grant(Cell cell) {
    Action action =
        Arrays.stream(Action.values())
            .filter(one -> one.key().equals(cell.name()))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("names no action: " + cell.name()));
    Scope scope =
        Arrays.stream(Scope.values())
            .filter(one -> one.key().equals(cell.value()))
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("must be one of none, own, team and all"));
    Grant grant = new Grant(cell.role(), cell.kind(), action, scope);
    grant.check();
    return Optional.of(grant);
  }

  private static Optional<FieldRule> rule(Cell cell) {
    if (!Role.PEOPLE.contains(cell.role())) {
      throw new IllegalArgumentException("names no role of people: " + cell.role());
    }
    if (!cell.kind().fields().contains(cell.name())) {
      throw new IllegalArgumentException(
          "names no field that can be kept from anybody; there are " + cell.kind().fields());
    }
    FieldAccess access =
        Arrays.stream(FieldAccess.values())
            .filter(one -> one.key().equals(cell.value()))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException("must be one of hidden, read-only and editable"));
    return Optional.of(new FieldRule(cell.role(), cell.kind(), cell.name(), access));
  }
}
