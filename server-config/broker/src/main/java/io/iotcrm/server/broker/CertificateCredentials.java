package io.iotcrm.server.broker;

import io.iotcrm.domain.device.ClientCertificate;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Knows devices by their certificates: one that is registered by its fingerprint, or one that a
 * registered authority has signed for the device that its common name is the id of.
 */
final class CertificateCredentials {
  private static final Logger LOG = System.getLogger(CertificateCredentials.class.getName());

  private final CredentialSource source;
  private final Clock clock;

  CertificateCredentials(CredentialSource source, Clock clock) {
    this.source = source;
    this.clock = clock;
  }

  Optional<BrokerPrincipal> ask(String fingerprint, X509Certificate[] chain) throws SQLException {
    if (clock.instant().isAfter(chain[0].getNotAfter().toInstant())) {
      return Optional.empty();
    }
    Optional<CredentialSource.StoredCertificate> known = source.certificate(fingerprint);
    if (known.isEmpty()) {
      known = register(chain);
    }
    return known.map(
        stored ->
            new BrokerPrincipal(
                BrokerPrincipal.Kind.DEVICE, stored.deviceId(), stored.credential()));
  }

  private Optional<CredentialSource.StoredCertificate> register(X509Certificate[] chain)
      throws SQLException {
    String deviceId = ClientCertificate.of(chain[0]).commonName();
    if (!BrokerPrincipal.isId(deviceId)) {
      return Optional.empty();
    }
    for (CredentialSource.Authority authority : source.authorities()) {
      if (isSignedBy(authority.certificate(), chain)) {
        Optional<CredentialSource.StoredCertificate> taken =
            source.register(authority, deviceId, chain[0]);
        if (taken.isPresent()) {
          LOG.log(Level.INFO, "device/{0} came with a certificate of its profile''s CA", deviceId);
          return taken;
        }
      }
    }
    return Optional.empty();
  }

  private boolean isSignedBy(X509Certificate authority, X509Certificate[] chain) {
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      List<X509Certificate> below = new ArrayList<>(List.of(chain));
      below.removeIf(authority::equals); // a trust anchor is not part of the path
      if (below.isEmpty()) {
        return false;
      }
      CertPath path = factory.generateCertPath(below);
      PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(authority, null)));
      parameters.setRevocationEnabled(false); // devices are ended in the registry
      parameters.setDate(Date.from(clock.instant()));
      CertPathValidator.getInstance("PKIX").validate(path, parameters);
      return true;
    } catch (GeneralSecurityException e) {
      LOG.log(Level.DEBUG, "not signed by {0}: {1}", authority.getSubjectX500Principal(), e);
      return false;
    }
  }
}
