package io.iotcrm.ejb.security;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.security.AuditEntry.Outcome;
import io.iotcrm.domain.security.AuditEvent;
import io.iotcrm.domain.security.PasswordHash;
import io.iotcrm.domain.security.PasswordRule;
import io.iotcrm.ejb.platform.Database;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/** People choose their passwords themselves: by a link, or knowing the old one. */
@Stateless
@PermitAll
public class Passwords {
  @Inject private PasswordLinkTable links;
  @Inject private SessionTable sessions;
  @Inject private Database database;
  @EJB private AuditLog audit;

  /** Whose password the link sets; nothing if it is not good, or not any more. */
  public Optional<String> holder(String key) {
    return Database.answer(() -> links.holder(key)).map(PasswordLinkTable.Holder::username);
  }

  /**
   * Sets the password, opens the account if it was locked, and ends all sessions.
   *
   * @throws InvalidInputException if the link is not good or the password too weak
   */
  public void setByLink(String key, String password) {
    PasswordLinkTable.Holder holder =
        Database.answer(() -> links.holder(key))
            .orElseThrow(
                () -> new InvalidInputException("", "the link is used, or its time is over"));
    PasswordRule.check(password, holder.username(), "/password");
    if (!Database.answer(() -> links.use(key))) {
      throw new InvalidInputException("", "the link is used, or its time is over");
    }
    set(holder.username(), holder.user(), password, null);
  }

  /**
   * Sets the password of a person whose old one the door has just looked at.
   *
   * @param session the one that stays; all others end
   */
  public void change(String username, String password, UUID session) {
    PasswordRule.check(password, username, "/password");
    UUID user =
        Database.answer(
                () ->
                    database.list(
                        "select id from app_user where lower(username) = lower(?)",
                        row -> row.getObject(1, UUID.class),
                        username))
            .stream()
            .findFirst()
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        "", "your password is kept in another system: change it there"));
    set(username, user, password, session);
  }

  private void set(String username, UUID user, String password, UUID session) {
    String hash = PasswordHash.of(password.toCharArray());
    Database.answer(() -> write(username, user, hash, session));
    audit.recordApart(
        username,
        new AuditEvent("change-password", "user", user.toString(), Outcome.ALLOWED, null, null));
  }

  private int write(String username, UUID user, String hash, UUID session) throws SQLException {
    database.update(
        "update app_user set password_hash = ?, failed_sign_ins = 0, locks = 0,"
            + " locked_until = null, version = version + 1 where id = ?",
        hash,
        user);
    return sessions.endAll(username, session, username);
  }
}
