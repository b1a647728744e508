package io.iotcrm.ejb.security;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.RecordNotFoundException;
import io.iotcrm.domain.security.AppUser;
import io.iotcrm.domain.security.AuditEvent;
import io.iotcrm.domain.security.SessionView;
import io.iotcrm.domain.security.UserView;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.Records;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What people see and change of their own account. */
@Stateless
@RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
public class OwnAccount {
  private static final int MAX_NAME = 200;

  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Resource private SessionContext context;
  @Inject private Records records;
  @Inject private SessionTable sessions;
  @Inject private SecondFactorTable secondFactors;
  @EJB private AuditLog audit;

  /** Nothing for people of another directory who have no account here. */
  public Optional<UserView> get() {
    return find().map(this::view);
  }

  /** People choose how they are called; the rest is the administrator's. */
  public UserView rename(String displayName) {
    if (displayName == null || displayName.isBlank() || displayName.strip().length() > MAX_NAME) {
      throw new InvalidInputException("/displayName", "must have 1 to " + MAX_NAME + " characters");
    }
    AppUser user =
        find()
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        "", "your name is kept in another system: change it there"));
    user.describe(displayName.strip(), user.getEmail());
    records.save("edit", "user", user.getId());
    return view(user);
  }

  /**
   * @param current the session that asks; null for a program
   */
  public List<SessionView> sessions(UUID current) {
    return Database.answer(() -> sessions.open(caller(), current));
  }

  public void endSession(UUID session) {
    if (!Database.answer(() -> sessions.end(session, caller(), caller()))) {
      throw new RecordNotFoundException("session", session);
    }
    audit.record(AuditEvent.allowed("end", "session", session));
  }

  /**
   * Signs the caller out everywhere.
   *
   * @param but this one stays; null: none does
   * @return how many sessions ended
   */
  public int endSessions(UUID but) {
    int ended = Database.answer(() -> sessions.endAll(caller(), but, caller()));
    audit.record(AuditEvent.allowed("end-all", "session", caller()));
    return ended;
  }

  private Optional<AppUser> find() {
    return em.createQuery(
            "select u from AppUser u where lower(u.username) = lower(:name)", AppUser.class)
        .setParameter("name", caller())
        .getResultStream()
        .findFirst();
  }

  private UserView view(AppUser user) {
    boolean enrolled =
        !Database.answer(() -> secondFactors.enrolled(List.of(user.getId()))).isEmpty();
    return UserView.of(user, enrolled);
  }

  private String caller() {
    return context.getCallerPrincipal().getName();
  }
}
