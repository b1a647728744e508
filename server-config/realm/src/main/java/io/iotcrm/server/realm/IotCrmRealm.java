package io.iotcrm.server.realm;

import com.sun.enterprise.security.BaseRealm;
import com.sun.enterprise.security.auth.realm.BadRealmException;
import com.sun.enterprise.security.auth.realm.InvalidOperationException;
import com.sun.enterprise.security.auth.realm.NoSuchRealmException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Optional;
import java.util.Properties;
import javax.security.auth.login.AccountLockedException;

/**
 * The product's realm. Properties: {@code jaas-context} (needed; the name in login.conf) and {@code
 * datasource-jndi} (default {@code jdbc/iotcrm}).
 */
public final class IotCrmRealm extends BaseRealm {
  private static final String JAAS_CONTEXT = "jaas-context";
  private static final String DATASOURCE = "datasource-jndi";

  private IdentityDirectory directory;
  private CredentialCheck check;

  @Override
  protected void init(Properties properties) throws BadRealmException, NoSuchRealmException {
    super.init(properties);
    String context = properties.getProperty(JAAS_CONTEXT);
    if (context == null) {
      throw new BadRealmException(
          "IotCrmRealm needs the property jaas-context: the name of its entry in login.conf");
    }
    String dataSource = properties.getProperty(DATASOURCE, "jdbc/iotcrm");
    setProperty(JAAS_CONTEXT, context);
    setProperty(DATASOURCE, dataSource);
    directory = new JdbcIdentityDirectory(dataSource);
    check = new CredentialCheck(directory, Clock.systemUTC());
  }

  @Override
  public String getAuthType() {
    return "IoT CRM";
  }

  @Override
  public Enumeration<String> getGroupNames(String username) throws InvalidOperationException {
    try {
      return Collections.enumeration(directory.groups(username));
    } catch (SQLException e) {
      throw new InvalidOperationException("groups of " + username + ": " + e.getMessage());
    }
  }

  Optional<Identity> identify(String name, char[] secret)
      throws SQLException, AccountLockedException {
    return check.check(name, secret);
  }

  /** With the groups that the administrator gives everybody of this realm (assign-groups). */
  String[] assigned(Identity identity) {
    return addAssignGroups(identity.groups().toArray(String[]::new));
  }
}
