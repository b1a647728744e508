package io.iotcrm.ejb.security;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.platform.StaleVersionException;
import io.iotcrm.domain.security.AuditEntry.Outcome;
import io.iotcrm.domain.security.AuditEvent;
import io.iotcrm.domain.security.FieldRule;
import io.iotcrm.domain.security.Grant;
import io.iotcrm.domain.security.OwnPermissions;
import io.iotcrm.domain.security.PermissionMatrix;
import io.iotcrm.domain.security.PermissionsDocument;
import io.iotcrm.domain.security.PermissionsView;
import io.iotcrm.ejb.platform.Database;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The matrix of permissions, as an administrator reads and changes it. */
@Stateless
public class PermissionService {
  private static final String NAME = "permission";

  @Inject private Database database;
  @Inject private PermissionStore store;
  @Inject private Permissions permissions;
  @EJB private Callers callers;
  @EJB private AuditLog audit;

  /** From the database, so that who has just changed it reads the change. */
  @RolesAllowed(ADMIN)
  public PermissionsView get() {
    return Database.answer(this::read);
  }

  /** What the caller may do. */
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public OwnPermissions own() {
    return permissions.own();
  }

  /**
   * Replaces the whole matrix. Every instance of the cluster holds to it within about a second.
   *
   * @param expected the version that was read
   * @throws io.iotcrm.domain.platform.InvalidInputException for what cannot be granted
   */
  @RolesAllowed(ADMIN)
  public PermissionsView replace(PermissionsDocument wanted, long expected) {
    PermissionMatrix matrix = wanted.matrix();
    return Database.answer(() -> replace(matrix, expected));
  }

  private PermissionsView replace(PermissionMatrix matrix, long expected) throws SQLException {
    // First, so that two who write at once wait for each other here.
    int changed =
        database.update(
            "update permission_state set matrix_version = matrix_version + 1, changed_at = now(),"
                + " changed_by = ? where matrix_version = ?",
            callers.current().name(),
            expected);
    if (changed == 0) {
      throw new StaleVersionException(NAME, "matrix", expected, read().version());
    }
    PermissionMatrix before = store.stored();
    database.update("delete from permission_grant");
    for (Grant grant : matrix.narrowed()) {
      database.update(
          "insert into permission_grant (role, kind, action, scope) values (?, ?, ?, ?)",
          grant.role(),
          grant.kind().key(),
          grant.action().key(),
          grant.scope().key());
    }
    database.update("delete from permission_field");
    for (FieldRule rule : matrix.fieldRules()) {
      database.update(
          "insert into permission_field (role, kind, field, access) values (?, ?, ?, ?)",
          rule.role(),
          rule.kind().key(),
          rule.field(),
          rule.access().key());
    }
    note(paths(before), paths(matrix));
    return read();
  }

  private PermissionsView read() throws SQLException {
    PermissionMatrix matrix = store.stored();
    return database
        .list(
            "select changed_at, changed_by, matrix_version from permission_state",
            row -> {
              Timestamp at = row.getTimestamp(1);
              Instant changedAt = at == null ? null : at.toInstant();
              return PermissionsView.of(matrix, changedAt, row.getString(2), row.getLong(3));
            })
        .get(0);
  }

  /** What each grant and each field is, by the name that the audit has for it. */
  private static Map<String, String> paths(PermissionMatrix matrix) {
    Map<String, String> all = new TreeMap<>();
    all.putAll(
        matrix.grants().stream().collect(Collectors.toMap(Grant::path, g -> g.scope().key())));
    matrix.fieldRules().forEach(rule -> all.put(rule.path(), rule.access().key()));
    return all;
  }

  /** One entry for each change, so that the audit answers who gave whom what. */
  private void note(Map<String, String> before, Map<String, String> after) {
    Map<String, String> all = new TreeMap<>(before);
    all.putAll(after);
    all.keySet()
        .forEach(
            path -> {
              String was = before.getOrDefault(path, "editable");
              String is = after.getOrDefault(path, "editable");
              if (!Objects.equals(was, is)) {
                audit.record(
                    new AuditEvent("edit", NAME, path, Outcome.ALLOWED, null, was + " to " + is));
              }
            });
  }
}
