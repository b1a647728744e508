package io.iotcrm.server.broker;

import io.iotcrm.domain.security.SecretHash;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Where the secrets of machines are kept. The boundary to the database. */
interface CredentialSource extends AutoCloseable {
  /**
   * @param credential names this secret among all
   */
  record StoredSecret(String credential, SecretHash hash) {}

  /** The valid secrets of a machine that is enabled; none otherwise. */
  List<StoredSecret> secrets(BrokerPrincipal.MachineName machine) throws SQLException;

  /** Those of the credentials that are still valid, their machines being enabled. */
  Set<String> stillValid(Collection<String> credentials) throws SQLException;

  @Override
  void close();
}
