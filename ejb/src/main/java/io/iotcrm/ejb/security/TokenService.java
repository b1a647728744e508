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
import io.iotcrm.domain.security.ApiToken;
import io.iotcrm.domain.security.AppUser;
import io.iotcrm.domain.security.AuditEvent;
import io.iotcrm.domain.security.NewToken;
import io.iotcrm.domain.security.TokenView;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** People's API tokens. Everybody sees and revokes their own; an administrator everybody's. */
@Stateless
@RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
public class TokenService {
  private static final Duration STANDARD = Duration.ofDays(90);
  private static final Duration LONGEST = Duration.ofDays(366);
  private static final Set<String> GROUPS =
      Set.of(ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR);
  private static final int MAX_NAME = 100;
  private static final int MAX_TOKENS = 500;

  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Resource private SessionContext context;
  @EJB private AuditLog audit;

  /**
   * Makes a token of the caller's.
   *
   * @param groups what it may do: some of the caller's own groups
   * @param expiresAt at most 366 days ahead; null for 90 days
   */
  public NewToken create(String name, Set<String> groups, Instant expiresAt) {
    Instant now = Instant.now();
    if (name == null || name.isBlank() || name.strip().length() > MAX_NAME) {
      throw new InvalidInputException("/name", "must have 1 to " + MAX_NAME + " characters");
    }
    checkGroups(groups);
    Instant end = expiresAt == null ? now.plus(STANDARD) : expiresAt;
    if (!end.isAfter(now) || end.isAfter(now.plus(LONGEST))) {
      throw new InvalidInputException("/expiresAt", "must be within 366 days from now");
    }
    String secret = ApiToken.newSecret();
    ApiToken token = new ApiToken(caller(), name.strip(), secret, groups, now, end);
    em.persist(token);
    audit.record(AuditEvent.allowed("create", "token", token.getId()));
    return new NewToken(TokenView.of(token), secret);
  }

  /** Newest first; the caller's own, or for an administrator all. At most 500. */
  public List<TokenView> list() {
    return em.createQuery(
            "select t from ApiToken t join fetch t.owner u"
                + " where :all = true or lower(u.username) = lower(:caller)"
                + " order by t.createdAt desc",
            ApiToken.class)
        .setParameter("all", context.isCallerInRole(ADMIN))
        .setParameter("caller", context.getCallerPrincipal().getName())
        .setMaxResults(MAX_TOKENS)
        .getResultStream()
        .map(TokenView::of)
        .toList();
  }

  /** Works at once where the token was not used in the last minute, else within that minute. */
  public void revoke(UUID id) {
    ApiToken token = em.find(ApiToken.class, id);
    String caller = context.getCallerPrincipal().getName();
    if (token == null
        || !(context.isCallerInRole(ADMIN)
            || token.getOwner().getUsername().equalsIgnoreCase(caller))) {
      throw new RecordNotFoundException("token", id);
    }
    token.revoke(Instant.now());
    audit.record(AuditEvent.allowed("revoke", "token", id));
  }

  private void checkGroups(Set<String> groups) {
    if (groups == null || groups.isEmpty()) {
      throw new InvalidInputException("/groups", "must name at least one of your groups");
    }
    for (String group : groups) {
      if (!GROUPS.contains(group) || !context.isCallerInRole(group)) {
        throw new InvalidInputException("/groups", "must be some of your own groups");
      }
    }
  }

  /** Where an administrator has put another realm, a person may have no account here. */
  private AppUser caller() {
    String name = context.getCallerPrincipal().getName();
    return em.createQuery(
            "select u from AppUser u where lower(u.username) = lower(:name)", AppUser.class)
        .setParameter("name", name)
        .getResultStream()
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "", "a token belongs to an account of this system, and " + name + " has none"));
  }
}
