package io.iotcrm.edge.coap;

import io.iotcrm.edge.registry.Registry;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Principal;
import java.security.cert.Certificate;
import java.util.HexFormat;
import org.eclipse.californium.elements.auth.PreSharedKeyIdentity;
import org.eclipse.californium.elements.auth.X509CertPath;

/** Which device a DTLS handshake proved. */
final class DtlsPeer {
  private DtlsPeer() {}

  /** The enabled device and the key that was shown, or null. */
  static Registry.Keyed find(Principal peer, Registry registry) {
    if (peer instanceof PreSharedKeyIdentity psk) {
      return registry.withIdentity(psk.getIdentity());
    }
    if (peer instanceof X509CertPath path) {
      return registry.withCertificate(fingerprint(path.getTarget()));
    }
    return null;
  }

  /** SHA-256 over the certificate as it is on the wire, in hex. */
  static String fingerprint(Certificate certificate) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a certificate that was read can be written", e);
    }
  }
}
