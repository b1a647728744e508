package io.iotcrm.server.broker;

import java.util.Collection;
import java.util.Optional;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;

/**
 * Who a connection belongs to, and what it said to be let in. The broker asks again with the same
 * words for every message; the connection's own subject answers that without verifying anew. {@link
 * BlockedMachinesPlugin} ends the connections of machines that may no longer.
 */
final class ConnectedSubject {
  private ConnectedSubject() {}

  /** What was said, kept with the subject's private credentials; null where nothing was. */
  private record Words(String user, String password) {}

  /** The subject of a connection that was let in with just these words. */
  static Optional<Subject> of(RemotingConnection connection, String user, String password) {
    Subject subject = connection == null ? null : connection.getSubject();
    return subject != null
            && first(subject.getPrivateCredentials(), Words.class)
                .filter(new Words(user, password)::equals)
                .isPresent()
        ? Optional.of(subject)
        : Optional.empty();
  }

  static Subject letIn(BrokerPrincipal principal, String user, String password) {
    Subject subject = new Subject();
    subject.getPrincipals().add(principal);
    subject.getPrincipals().add(new UserPrincipal(principal.getName()));
    subject.getPrivateCredentials().add(new Words(user, password));
    return subject;
  }

  static Optional<BrokerPrincipal> principal(Subject subject) {
    return subject == null
        ? Optional.empty()
        : first(subject.getPrincipals(), BrokerPrincipal.class);
  }

  /** Asking the subject for one type would copy its sets: too dear for every message. */
  private static <T> Optional<T> first(Collection<?> among, Class<T> type) {
    for (Object one : among) {
      if (type.isInstance(one)) {
        return Optional.of(type.cast(one));
      }
    }
    return Optional.empty();
  }
}
