package io.iotcrm.ejb.security;

import io.iotcrm.domain.security.Action;
import io.iotcrm.domain.security.FieldAccess;
import io.iotcrm.domain.security.FieldRule;
import io.iotcrm.domain.security.Grant;
import io.iotcrm.domain.security.PermissionMatrix;
import io.iotcrm.domain.security.RecordKind;
import io.iotcrm.domain.security.Scope;
import io.iotcrm.ejb.platform.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps the permissions and the teams of this instance like those in the database. Asking costs no
 * query; a change anywhere in the cluster is known here within about a second.
 */
@ApplicationScoped
public class PermissionStore {
  private static final Logger LOG = System.getLogger(PermissionStore.class.getName());
  private static final Duration USER_FRESH = Duration.ofMinutes(1);
  private static final int MAX_USERS = 10_000;

  private final Database database;
  private final Map<String, FoundUser> users = new ConcurrentHashMap<>();
  private volatile Known known;

  /**
   * What holds.
   *
   * @param version of the matrix, as its ETag says it
   */
  record Known(long version, long teamsVersion, PermissionMatrix matrix, Teams teams) {}

  private record FoundUser(UUID id, Instant until) {}

  private record Versions(long matrix, long teams) {}

  /** For the container. */
  protected PermissionStore() {
    this(null);
  }

  @Inject
  public PermissionStore(Database database) {
    this.database = database;
  }

  /**
   * What holds now. Without a database an instance that has never read it cannot say: then this is
   * an outage, and nothing is allowed.
   */
  Known current() {
    Known now = known;
    if (now == null) {
      Database.answer(
          () -> {
            check();
            return null;
          });
      now = known;
    }
    return now;
  }

  /** Reads anew if anything has changed. Cheap where nothing has. */
  public synchronized void check() throws SQLException {
    Known before = known;
    Versions versions = versions();
    if (before != null
        && before.version() == versions.matrix()
        && before.teamsVersion() == versions.teams()) {
      return;
    }
    known = new Known(versions.matrix(), versions.teams(), stored(), teams());
    LOG.log(Level.INFO, "Permissions {0} and teams {1} hold", versions.matrix(), versions.teams());
  }

  /** The account behind a name; null where an administrator's own realm knows it and we do not. */
  UUID userId(String username) {
    String key = username.toLowerCase(Locale.ROOT);
    FoundUser found = users.get(key);
    if (found == null || found.until().isBefore(Instant.now())) {
      if (users.size() >= MAX_USERS) {
        users.clear();
      }
      UUID id = Database.answer(() -> readId(username));
      found = new FoundUser(id, Instant.now().plus(USER_FRESH));
      users.put(key, found);
    }
    return found.id();
  }

  private UUID readId(String username) throws SQLException {
    List<UUID> ids =
        database.list(
            "select id from app_user where lower(username) = lower(?)",
            row -> row.getObject(1, UUID.class),
            username);
    return ids.isEmpty() ? null : ids.get(0);
  }

  private Versions versions() throws SQLException {
    List<Versions> rows =
        database.list(
            "select matrix_version, teams_version from permission_state",
            row -> new Versions(row.getLong(1), row.getLong(2)));
    if (rows.isEmpty()) {
      throw new SQLException("permission_state has lost its only row; insert it again");
    }
    return rows.get(0);
  }

  /** The matrix as it is in the database at this moment. */
  PermissionMatrix stored() throws SQLException {
    List<Grant> grants = new ArrayList<>();
    for (String[] row : texts("select role, kind, action, scope from permission_grant")) {
      grant(row[0], row[1], row[2], row[3], grants);
    }
    List<FieldRule> rules = new ArrayList<>();
    for (String[] row : texts("select role, kind, field, access from permission_field")) {
      FieldAccess access =
          row[3].equals(FieldAccess.READ_ONLY.key()) ? FieldAccess.READ_ONLY : FieldAccess.HIDDEN;
      RecordKind.ofKey(row[1])
          .ifPresent(kind -> rules.add(new FieldRule(row[0], kind, row[2], access)));
    }
    return PermissionMatrix.of(grants, rules);
  }

  private List<String[]> texts(String fourColumns) throws SQLException {
    return database.list(
        fourColumns,
        row ->
            new String[] {row.getString(1), row.getString(2), row.getString(3), row.getString(4)});
  }

  /** What another version of the application stored may mean nothing here; it never widens. */
  private static void grant(
      String role, String kindKey, String actionKey, String scopeKey, List<Grant> grants) {
    RecordKind kind = RecordKind.ofKey(kindKey).orElse(null);
    if (kind == null) {
      return;
    }
    try {
      Action action = Action.valueOf(actionKey.toUpperCase(Locale.ROOT));
      Grant grant = new Grant(role, kind, action, Scope.valueOf(scopeKey.toUpperCase(Locale.ROOT)));
      try {
        grant.check();
        grants.add(grant);
      } catch (IllegalArgumentException e) {
        LOG.log(Level.WARNING, "The grant {0} {1} counts as none", grant.path(), e.getMessage());
        if (kind.has(action)) {
          grants.add(new Grant(role, kind, action, Scope.NONE));
        }
      }
    } catch (IllegalArgumentException e) {
      LOG.log(Level.WARNING, "A grant is not known here: {0}", e.getMessage());
    }
  }

  private Teams teams() throws SQLException {
    Map<String, Set<UUID>> members = new HashMap<>();
    database.list(
        "select t.name, m.user_id from team t join team_member m on m.team_id = t.id",
        row ->
            members
                .computeIfAbsent(row.getString(1), team -> new HashSet<>())
                .add(row.getObject(2, UUID.class)));
    return new Teams(members);
  }
}
