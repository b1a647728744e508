package io.iotcrm.web.security;

import io.iotcrm.domain.security.Action;
import io.iotcrm.domain.security.FieldAccess;
import io.iotcrm.domain.security.PermissionsDocument;
import io.iotcrm.domain.security.PermissionsView;
import io.iotcrm.domain.security.RecordKind;
import io.iotcrm.domain.security.Role;
import io.iotcrm.domain.security.Scope;
import io.iotcrm.ejb.security.PermissionService;
import io.iotcrm.web.platform.Changes;
import io.iotcrm.web.platform.Params;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The matrix of permissions, one kind of record at a time. */
@Named
@RequestScoped
public class PermissionsPage {
  @EJB private PermissionService service;
  @Inject private Changes changes;
  @Inject private Params params;
  private RecordKind kind;
  private PermissionsView stored;
  private List<GrantRow> rows;
  private List<GrantRow> fieldRows;
  private long version;

  @PostConstruct
  void read() {
    kind = RecordKind.ofKey(params.get("kind", "")).orElse(RecordKind.ACCOUNT);
    stored = service.get();
    version = stored.version();
    rows = Role.PEOPLE.stream().map(this::grants).toList();
    fieldRows = kind.fields().stream().map(this::field).toList();
  }

  private GrantRow grants(String role) {
    List<GrantRow.Cell> cells = new ArrayList<>();
    for (Action action : getActions()) {
      List<String> choices = new ArrayList<>();
      if (kind.roles(action).contains(role)) {
        Arrays.stream(Scope.values())
            .filter(scope -> kind.allows(action, scope))
            .forEach(scope -> choices.add(scope.key()));
      }
      String value = value(stored.grants(), role, action.key());
      cells.add(new GrantRow.Cell(action.key(), choices, value == null ? "none" : value));
    }
    return new GrantRow(role, cells);
  }

  private GrantRow field(String field) {
    List<String> choices =
        List.of(FieldAccess.EDITABLE.key(), FieldAccess.READ_ONLY.key(), FieldAccess.HIDDEN.key());
    List<GrantRow.Cell> cells = new ArrayList<>();
    for (String role : Role.PEOPLE) {
      String value = value(stored.fields(), role, field);
      boolean reads = kind.roles(Action.READ).contains(role);
      cells.add(
          new GrantRow.Cell(
              role,
              reads ? choices : List.of(),
              value == null ? FieldAccess.EDITABLE.key() : value));
    }
    return new GrantRow(field, cells);
  }

  private String value(
      Map<String, Map<String, Map<String, String>>> all, String role, String name) {
    return all.getOrDefault(role, Map.of()).getOrDefault(kind.key(), Map.of()).get(name);
  }

  /** Writes what was chosen for this kind, and everything else as it was. */
  public void save() {
    Map<String, Map<String, Map<String, String>>> grants = copy(stored.grants());
    Map<String, Map<String, Map<String, String>>> fields = copy(stored.fields());
    for (GrantRow row : rows) {
      row.getCells().stream()
          .filter(cell -> !cell.getChoices().isEmpty())
          .forEach(cell -> put(grants, row.getName(), cell.getColumn(), cell.getValue()));
    }
    for (GrantRow row : fieldRows) {
      row.getCells().stream()
          .filter(cell -> !cell.getChoices().isEmpty())
          .forEach(cell -> put(fields, cell.getColumn(), row.getName(), cell.getValue()));
    }
    changes.attempt(
        () -> service.replace(new PermissionsDocument(grants, fields), version),
        "permissions.saved");
    read();
  }

  private static Map<String, Map<String, Map<String, String>>> copy(
      Map<String, Map<String, Map<String, String>>> all) {
    Map<String, Map<String, Map<String, String>>> copy = new TreeMap<>();
    all.forEach(
        (role, kinds) -> {
          Map<String, Map<String, String>> own = new TreeMap<>();
          kinds.forEach((key, values) -> own.put(key, new TreeMap<>(values)));
          copy.put(role, own);
        });
    return copy;
  }

  private void put(
      Map<String, Map<String, Map<String, String>>> all, String role, String name, String value) {
    all.computeIfAbsent(role, any -> new TreeMap<>())
        .computeIfAbsent(kind.key(), any -> new TreeMap<>())
        .put(name, value);
  }

  public List<RecordKind> getKinds() {
    return List.of(RecordKind.values());
  }

  public RecordKind getKind() {
    return kind;
  }

  /** Those that such records know. */
  public List<Action> getActions() {
    return Arrays.stream(Action.values()).filter(kind::has).toList();
  }

  public List<String> getRoles() {
    return Role.PEOPLE;
  }

  public List<GrantRow> getRows() {
    return rows;
  }

  public List<GrantRow> getFieldRows() {
    return fieldRows;
  }

  public PermissionsView getStored() {
    return stored;
  }

  public long getVersion() {
    return version;
  }

  public void setVersion(long version) {
    this.version = version;
  }
}
