package io.iotcrm.web.security;

import com.sun.enterprise.security.auth.login.common.PasswordCredential;
import com.sun.enterprise.security.auth.realm.NoSuchRealmException;
import com.sun.enterprise.security.auth.realm.Realm;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.Principal;
import java.sql.SQLException;
import java.util.Set;
import java.util.stream.Collectors;
import javax.naming.NamingException;
import javax.security.auth.Subject;
import javax.security.auth.login.AccountLockedException;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Hands credentials to the server's JAAS realms, whatever login modules the administrator has put
 * behind them: one for people, one for machines and API tokens; by default both are {@code iotcrm}.
 *
 * <p>The realm's own name for the caller counts, not the one that was typed: a token becomes its
 * owner. That is why the server's identity store for realms is not used: it keeps what was typed.
 */
@ApplicationScoped
public class Realms {
  static final String TOKEN_USER = "token";

  @Inject
  @ConfigProperty(name = "iotcrm.security.people-realm", defaultValue = "iotcrm")
  private String peopleRealm;

  @Inject
  @ConfigProperty(name = "iotcrm.security.machine-realm", defaultValue = "iotcrm")
  private String machineRealm;

  /**
   * @throws SignInUnavailableException if the realm cannot tell
   */
  public RealmAnswer verify(String name, char[] secret) throws SignInUnavailableException {
    String realm = isMachine(name) ? machineRealm : peopleRealm;
    Subject subject = new Subject();
    subject.getPrivateCredentials().add(new PasswordCredential(name, secret, realm));
    try {
      new LoginContext(Realm.getInstance(realm).getJAASContext(), subject).login();
    } catch (NoSuchRealmException e) {
      throw new SignInUnavailableException("the server has no realm " + realm, e);
    } catch (AccountLockedException e) {
      return RealmAnswer.LOCKED_OUT;
    } catch (LoginException e) {
      if (isOutage(e)) {
        throw new SignInUnavailableException(e.getMessage(), e);
      }
      return RealmAnswer.REFUSED;
    }
    return RealmAnswer.of(signedIn(subject));
  }

  static boolean isMachine(String name) {
    return name.equals(TOKEN_USER) || name.startsWith("device/") || name.startsWith("edge/");
  }

  private static boolean isOutage(Throwable e) {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException || cause instanceof NamingException) {
        return true;
      }
    }
    return false;
  }

  /** Payara 6 and 7 derive their principals differently; only the groups' class name is common. */
  private static SignedIn signedIn(Subject subject) {
    Set<String> groups =
        subject.getPrincipals().stream()
            .filter(Realms::isGroup)
            .map(Principal::getName)
            .collect(Collectors.toSet());
    String name =
        subject.getPrincipals().stream()
            .filter(principal -> !isGroup(principal))
            .map(Principal::getName)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("the login module gave no principal"));
    return new SignedIn(name, groups);
  }

  private static boolean isGroup(Principal principal) {
    return principal.getClass().getSimpleName().equals("Group");
  }
}
