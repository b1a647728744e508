package io.iotcrm.ejb.security;

import static io.iotcrm.domain.security.Role.ADMIN;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.platform.RecordNotFoundException;
import io.iotcrm.domain.security.AppUser;
import io.iotcrm.domain.security.AuditEvent;
import io.iotcrm.domain.security.NewPasswordLink;
import io.iotcrm.domain.security.PasswordHash;
import io.iotcrm.domain.security.SecretHash;
import io.iotcrm.domain.security.SessionView;
import io.iotcrm.domain.security.UserDetails;
import io.iotcrm.domain.security.UserView;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.ListQuery;
import io.iotcrm.ejb.platform.Records;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** People's accounts, for the administrator. */
@Stateless
@RolesAllowed(ADMIN)
public class UserService {
  private static final String NAME = "user";

  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Resource private SessionContext context;
  @Inject private Records records;
  @Inject private SecondFactorTable secondFactors;
  @Inject private SessionTable sessions;
  @Inject private PasswordLinkTable links;
  @Inject private Database database;
  @EJB private AuditLog audit;

  /** In the order of their names. */
  public Page<UserView> list(String q, PageRequest page) {
    Page<AppUser> users =
        ListQuery.of(em, AppUser.class, "select u from AppUser u", page)
            .search(q, "u.username", "u.displayName", "u.email")
            .inOrderOf("u.username", AppUser::getUsername, user -> user);
    Set<UUID> enrolled =
        Database.answer(
            () -> secondFactors.enrolled(users.items().stream().map(AppUser::getId).toList()));
    return users.map(user -> UserView.of(user, enrolled.contains(user.getId())));
  }

  public UserView get(UUID id) {
    return view(records.find(AppUser.class, NAME, id));
  }

  /** Makes an account that nobody can use yet, and the link by which its person begins. */
  public NewPasswordLink create(String username, UserDetails details) {
    UserRules.check(username, details);
    records.requireFree(
        NAME, "select u.id from AppUser u where lower(u.username) = lower(?1)", username, null);
    String nobodys = PasswordHash.of(SecretHash.newSecret().toCharArray());
    AppUser user = new AppUser(username, details.displayName(), nobodys, details.groups());
    user.describe(details.displayName().strip(), details.email());
    if (!details.enabled()) {
      user.block();
    }
    em.persist(user);
    records.save("create", NAME, user.getId());
    return link(user);
  }

  /** A change of roles, or a block, ends the person's sessions: it counts at once. */
  public UserView update(UUID id, UserDetails details, long expected) {
    AppUser user = records.find(AppUser.class, NAME, id, expected, AppUser::getVersion);
    UserRules.check(user.getUsername(), details);
    boolean sameRoles = new HashSet<>(user.getGroups()).equals(details.groups());
    if (isCaller(user) && (!sameRoles || !details.enabled())) {
      throw new InvalidInputException(
          "", "nobody can block themselves or change their own roles: ask another administrator");
    }
    boolean blocked = user.isEnabled() && !details.enabled();
    user.describe(details.displayName().strip(), details.email());
    user.assign(details.groups());
    if (details.enabled()) {
      user.admit();
    } else {
      user.block();
    }
    records.save(blocked ? "block" : "edit", NAME, id);
    if (blocked || !sameRoles) {
      endSessions(user);
    }
    return view(user);
  }

  /** A link by which the person chooses a new password; the old one works until then. */
  public NewPasswordLink resetPassword(UUID id) {
    AppUser user = records.find(AppUser.class, NAME, id);
    audit.record(AuditEvent.allowed("reset-password", NAME, id));
    return link(user);
  }

  /** Wrong passwords are forgotten: the person may try again at once. */
  public UserView unlock(UUID id) {
    AppUser user = records.find(AppUser.class, NAME, id);
    Database.answer(
        () ->
            database.update(
                "update app_user set failed_sign_ins = 0, locks = 0, locked_until = null"
                    + " where id = ?",
                id));
    audit.record(AuditEvent.allowed("unlock", NAME, id));
    em.refresh(user);
    return view(user);
  }

  /** The person signs in without a code from now on, and may have to enrol anew. */
  public UserView resetSecondFactor(UUID id) {
    AppUser user = records.find(AppUser.class, NAME, id);
    if (Database.answer(() -> secondFactors.remove(id))) {
      audit.record(AuditEvent.allowed("reset", "second-factor", user.getUsername()));
    }
    return view(user);
  }

  public List<SessionView> sessions(UUID id) {
    AppUser user = records.find(AppUser.class, NAME, id);
    return Database.answer(() -> sessions.open(user.getUsername(), null));
  }

  /** Signs the person out everywhere, at once. */
  public void endSessions(UUID id) {
    endSessions(records.find(AppUser.class, NAME, id));
  }

  public void endSession(UUID id, UUID session) {
    AppUser user = records.find(AppUser.class, NAME, id);
    if (!Database.answer(() -> sessions.end(session, user.getUsername(), caller()))) {
      throw new RecordNotFoundException("session", session);
    }
    audit.record(AuditEvent.allowed("end", "session", session));
  }

  private void endSessions(AppUser user) {
    int ended = Database.answer(() -> sessions.endAll(user.getUsername(), null, caller()));
    if (ended > 0) {
      audit.record(AuditEvent.allowed("end-all", "session", user.getUsername()));
    }
  }

  private NewPasswordLink link(AppUser user) {
    PasswordLinkTable.Made made = Database.answer(() -> links.make(user.getId()));
    return new NewPasswordLink(view(user), made.key(), made.expiresAt());
  }

  private UserView view(AppUser user) {
    boolean enrolled =
        !Database.answer(() -> secondFactors.enrolled(List.of(user.getId()))).isEmpty();
    return UserView.of(user, enrolled);
  }

  private boolean isCaller(AppUser user) {
    return user.getUsername().equalsIgnoreCase(caller());
  }

  private String caller() {
    return context.getCallerPrincipal().getName();
  }
}
