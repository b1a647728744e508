package io.iotcrm.server.broker;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.apache.activemq.artemis.utils.CertificateUtil;

/**
 * Lets in devices and edges with the secrets in PostgreSQL, and the application with the one in
 * {@code etc/iotcrm-broker.properties}; {@link AddressRules} says what each may do. Roles of
 * broker.xml are not looked at.
 */
public final class IotCrmSecurityManager implements ActiveMQSecurityManager5 {
  private static final Logger LOG = System.getLogger(IotCrmSecurityManager.class.getName());
  private static final int MAX_SECRET = 1024;

  private final ClientIds clientIds = new ClientIds();
  private CredentialSource source;
  private MachineCredentials machines;
  private CredentialUse use;
  private Clock clock;
  private Gateways gateways;
  private String appUser;
  private byte[] appPassword;

  /** For the broker, which calls {@link #init}. */
  public IotCrmSecurityManager() {}

  IotCrmSecurityManager(BrokerSettings settings, CredentialSource source, Clock clock) {
    start(settings, source, clock);
  }

  /**
   * @param properties {@code file}, where the settings are; by default {@code
   *     etc/iotcrm-broker.properties} of the broker's instance
   */
  @Override
  public ActiveMQSecurityManager init(Map<String, String> properties) {
    Path file =
        Path.of(
            properties.getOrDefault(
                "file",
                System.getProperty("artemis.instance", ".") + "/etc/iotcrm-broker.properties"));
    try {
      BrokerSettings settings = BrokerSettings.read(file);
      start(
          settings,
          new JdbcCredentialSource(
              settings.databaseUrl(), settings.databaseUser(), settings.databasePassword()),
          Clock.systemUTC());
      return this;
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read the broker's settings in " + file, e);
    }
  }

  private void start(BrokerSettings settings, CredentialSource credentials, Clock time) {
    clock = time;
    source = credentials;
    machines =
        new MachineCredentials(
            credentials, settings.remembered(), settings.trustedWithoutDatabase(), clock);
    use = new CredentialUse(credentials);
    gateways = new Gateways(credentials, clock);
    appUser = settings.appUser();
    appPassword = settings.appPassword().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public Subject authenticate(
      String user, String password, RemotingConnection connection, String securityDomain) {
    Optional<Subject> connected = ConnectedSubject.of(connection, user, password);
    if (connected.isPresent()) {
      ConnectedSubject.principal(connected.get()).ifPresent(use::note);
      return connected.get();
    }
    boolean bare = password == null || password.isEmpty();
    Optional<BrokerPrincipal> principal =
        bare ? certified(user, connection) : named(user, password);
    if (principal.isEmpty() && (bare ? isBlocked(connection) : isBlocked(user, password))) {
      Refusals.blocked(connection);
    }
    if (principal.isEmpty() || !mayUseClientId(principal.get(), connection)) {
      return null;
    }
    use.note(principal.get());
    return ConnectedSubject.letIn(principal.get(), user, password);
  }

  /** By the client's certificate; a name may be given too, and has to be the device's then. */
  private Optional<BrokerPrincipal> certified(String user, RemotingConnection connection) {
    X509Certificate[] chain =
        connection == null ? null : CertificateUtil.getCertsFromConnection(connection);
    if (chain == null || chain.length == 0) {
      return Optional.empty(); // nobody is anonymous
    }
    return machines
        .verify(chain)
        .filter(
            who ->
                user == null
                    || user.isEmpty()
                    || user.equals(who.getName())
                    || user.equals(who.id()));
  }

  private boolean isBlocked(RemotingConnection connection) {
    X509Certificate[] chain =
        connection == null ? null : CertificateUtil.getCertsFromConnection(connection);
    return chain != null && chain.length > 0 && machines.isBlocked(chain[0]);
  }

  private boolean isBlocked(String user, String password) {
    return user != null
        && password.length() <= MAX_SECRET
        && BrokerPrincipal.MachineName.parse(user)
            .map(machine -> machines.isBlocked(machine, password))
            .orElse(false);
  }

  private Optional<BrokerPrincipal> named(String user, String password) {
    if (user == null || password.length() > MAX_SECRET) {
      return Optional.empty();
    }
    if (user.equals(appUser)) {
      return MessageDigest.isEqual(appPassword, password.getBytes(StandardCharsets.UTF_8))
          ? Optional.of(new BrokerPrincipal(BrokerPrincipal.Kind.APPLICATION, user, user))
          : Optional.empty();
    }
    return BrokerPrincipal.MachineName.parse(user)
        .flatMap(machine -> machines.verify(machine, password));
  }

  private boolean mayUseClientId(BrokerPrincipal principal, RemotingConnection connection) {
    if (connection == null || !"MQTT".equals(connection.getProtocolName())) {
      return true;
    }
    boolean may = clientIds.claim(connection.getClientID(), principal.getName());
    if (!may) {
      LOG.log(
          Level.INFO,
          "{0} may not use the MQTT client id {1}: it is another''s",
          principal.getName(),
          connection.getClientID());
    }
    return may;
  }

  @Override
  public boolean authorize(Subject subject, Set<Role> roles, CheckType action, String address) {
    boolean allowed =
        ConnectedSubject.principal(subject)
            .map(who -> AddressRules.allow(who, action, address, gateways))
            .orElse(false);
    if (!allowed) {
      LOG.log(
          Level.INFO,
          () -> ConnectedSubject.principal(subject) + " may not " + action + " on " + address);
    }
    return allowed;
  }

  /** Whether a connected device may send to an address; what it then sends, uses its credential. */
  boolean mayPublish(RemotingConnection connection, String address) {
    return ConnectedSubject.principal(connection.getSubject())
        .filter(who -> who.kind() == BrokerPrincipal.Kind.DEVICE)
        .filter(who -> AddressRules.allow(who, CheckType.SEND, address, gateways))
        .map(
            who -> {
              use.note(who);
              return who;
            })
        .isPresent();
  }

  /** Writes down which credentials were used; called by {@link BlockedMachinesPlugin}. */
  void writeUse() throws SQLException {
    use.write(clock.millis());
  }

  /** What the registry allows a device to send. */
  CredentialSource.Quota quota(String deviceId) throws SQLException {
    return source.quota(deviceId);
  }

  /** Which of these credentials are still good; asked by {@link BlockedMachinesPlugin}. */
  Set<String> stillValid(Collection<String> credentials) throws SQLException {
    return source.stillValid(credentials);
  }

  @Override
  public String getUserFromSubject(Subject subject) {
    return ConnectedSubject.principal(subject).map(BrokerPrincipal::getName).orElse(null);
  }

  @Override
  public boolean validateUser(String user, String password) {
    return authenticate(user, password, null, null) != null;
  }

  @Override
  public boolean validateUserAndRole(
      String user, String password, Set<Role> roles, CheckType action) {
    throw new UnsupportedOperationException("the broker asks authorize instead");
  }
}
