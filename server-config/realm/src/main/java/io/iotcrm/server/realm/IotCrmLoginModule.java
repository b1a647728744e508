package io.iotcrm.server.realm;

import com.sun.enterprise.security.BasePasswordLoginModule;
import java.sql.SQLException;
import java.util.Optional;
import javax.security.auth.login.AccountLockedException;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.login.LoginException;

/**
 * Asks {@link IotCrmRealm}. Wrong credentials are a {@link FailedLoginException}, a person who is
 * locked out an {@link AccountLockedException}: for the audit, never for whoever tries. A database
 * that cannot be asked is a plain LoginException caused by an SQLException, for the caller must not
 * take it for a refusal.
 */
public final class IotCrmLoginModule extends BasePasswordLoginModule {
  @Override
  protected void authenticateUser() throws LoginException {
    if (!(_currentRealm instanceof IotCrmRealm realm)) {
      throw new LoginException("IotCrmLoginModule works with IotCrmRealm only");
    }
    Optional<Identity> identity;
    try {
      identity = realm.identify(_username, getPasswordChar());
    } catch (SQLException e) {
      LoginException outage = new LoginException("the database cannot be asked: " + e.getMessage());
      outage.initCause(e);
      throw outage;
    }
    if (identity.isEmpty()) {
      throw new FailedLoginException("wrong name or secret, or not allowed to sign in");
    }
    // A token acts under its owner's name, a person under the name as it is stored.
    _username = identity.get().name();
    commitUserAuthentication(realm.assigned(identity.get()));
  }
}
