package io.iotcrm.ejb.security;

import io.iotcrm.domain.security.Action;
import io.iotcrm.domain.security.AuditEvent;
import io.iotcrm.domain.security.RecordKind;
import io.iotcrm.domain.security.Scope;
import io.iotcrm.ejb.platform.Beans;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.JpaUnit;
import io.iotcrm.ejb.platform.Meters;
import io.iotcrm.ejb.platform.Rows;
import jakarta.ejb.SessionContext;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Services on a real database, asked by somebody whose permissions a test chooses. */
public final class PermissionTrial implements AutoCloseable {
  private final EntityManagerFactory factory;
  private final EntityManager em;
  private final PermissionStore store;

  public final Rows rows;
  public final Beans beans;
  public final List<AuditEvent> audited = new ArrayList<>();
  public final List<String> counted = new ArrayList<>();

  private String name;
  private Set<String> roles = Set.of();

  public PermissionTrial(DataSource source) {
    factory = JpaUnit.on(source);
    em = factory.createEntityManager();
    rows = new Rows(source);
    Database database = new Database(source);
    store = new PermissionStore(database);
    beans =
        new Beans()
            .with(EntityManager.class, em)
            .with(Database.class, database)
            .with(PermissionStore.class, store)
            .with(SessionContext.class, context())
            .with(AuditLog.class, audit())
            .with(Meters.class, meters());
  }

  /** From now on this person asks; null: the system. */
  public PermissionTrial as(String person, String... with) {
    name = person;
    roles = Set.of(with);
    return this;
  }

  /** An administrator changes one grant. */
  public void grant(String role, RecordKind kind, Action action, Scope scope) throws Exception {
    rows.execute(
        "insert into permission_grant values (?, ?, ?, ?)"
            + " on conflict (role, kind, action) do update set scope = excluded.scope",
        role,
        kind.key(),
        action.key(),
        scope.key());
    changed();
  }

  public void hide(String role, RecordKind kind, String field, String access) throws Exception {
    rows.execute(
        "insert into permission_field values (?, ?, ?, ?)", role, kind.key(), field, access);
    changed();
  }

  /** Everything is as it was at first. */
  public void standard() throws Exception {
    rows.execute("delete from permission_grant");
    rows.execute("delete from permission_field");
    audited.clear();
    counted.clear();
    changed();
  }

  private void changed() throws SQLException {
    rows.execute("update permission_state set matrix_version = matrix_version + 1");
    store.check();
  }

  /** A person in these teams, which are made where they are not there. */
  public UUID person(String username, String... teams) throws Exception {
    UUID id = UUID.randomUUID();
    rows.execute(
        "insert into app_user (id, username, display_name, password_hash) values (?, ?, ?, '')",
        id,
        username,
        username);
    for (String team : teams) {
      rows.execute(
          "insert into team (id, name) values (?, ?) on conflict do nothing",
          UUID.randomUUID(),
          team);
      rows.execute("insert into team_member select t.id, ? from team t where t.name = ?", id, team);
    }
    store.check();
    return id;
  }

  /** In one transaction, as a call of a service is. */
  public <T> T in(Supplier<T> call) {
    em.clear();
    em.getTransaction().begin();
    try {
      T result = call.get();
      em.getTransaction().commit();
      return result;
    } finally {
      if (em.getTransaction().isActive()) {
        em.getTransaction().rollback();
      }
    }
  }

  public <T> T bean(Class<T> type) {
    return beans.get(type);
  }

  private SessionContext context() {
    return (SessionContext)
        Proxy.newProxyInstance(
            PermissionTrial.class.getClassLoader(),
            new Class<?>[] {SessionContext.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getCallerPrincipal" -> (Principal) () -> name == null ? "ANONYMOUS" : name;
                  case "isCallerInRole" -> roles.contains(arguments[0]);
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private AuditLog audit() {
    return new AuditLog() {
      @Override
      public void record(AuditEvent event) {
        audited.add(event);
      }

      @Override
      public void recordApart(String actor, AuditEvent event) {
        audited.add(event);
      }
    };
  }

  private Meters meters() {
    return new Meters() {
      @Override
      public void refused(String kind, String action) {
        counted.add(kind + " " + action);
      }
    };
  }

  @Override
  public void close() {
    em.close();
    factory.close();
  }
}
