package io.iotcrm.edge.coap;

import io.iotcrm.edge.registry.Registry;
import io.iotcrm.edge.status.Rejections;
import java.net.InetSocketAddress;
import java.security.cert.CertPath;
import java.security.cert.Certificate;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Supplier;
import javax.security.auth.x500.X500Principal;
import org.eclipse.californium.scandium.dtls.AlertMessage;
import org.eclipse.californium.scandium.dtls.AlertMessage.AlertDescription;
import org.eclipse.californium.scandium.dtls.AlertMessage.AlertLevel;
import org.eclipse.californium.scandium.dtls.CertificateMessage;
import org.eclipse.californium.scandium.dtls.CertificateType;
import org.eclipse.californium.scandium.dtls.CertificateVerificationResult;
import org.eclipse.californium.scandium.dtls.ConnectionId;
import org.eclipse.californium.scandium.dtls.HandshakeException;
import org.eclipse.californium.scandium.dtls.HandshakeResultHandler;
import org.eclipse.californium.scandium.dtls.x509.NewAdvancedCertificateVerifier;
import org.eclipse.californium.scandium.util.ServerNames;

/**
 * Takes the certificates whose fingerprints the registry has for an enabled device, while they are
 * valid. Who signed them does not matter: the registry names each one.
 */
final class RegistryCertificates implements NewAdvancedCertificateVerifier {
  private final Supplier<Registry> registry;
  private final Runnable askRegistry;
  private final Rejections rejections;

  RegistryCertificates(Supplier<Registry> registry, Runnable askRegistry, Rejections rejections) {
    this.registry = registry;
    this.askRegistry = askRegistry;
    this.rejections = rejections;
  }

  @Override
  public List<CertificateType> getSupportedCertificateTypes() {
    return List.of(CertificateType.X_509);
  }

  @Override
  public CertificateVerificationResult verifyCertificate(
      ConnectionId connection,
      ServerNames serverNames,
      InetSocketAddress remotePeer,
      boolean clientUsage,
      boolean verifySubject,
      boolean truncateCertificatePath,
      CertificateMessage message) {
    CertPath path = message.getCertificateChain();
    AlertDescription fault = fault(path);
    if (fault == null) {
      return new CertificateVerificationResult(connection, path, null);
    }
    askRegistry.run();
    rejections.add("?", "dtls-certificate", "a handshake's certificate is " + fault);
    return new CertificateVerificationResult(
        connection,
        new HandshakeException("certificate refused", new AlertMessage(AlertLevel.FATAL, fault)),
        null);
  }

  private AlertDescription fault(CertPath path) {
    if (path == null || path.getCertificates().isEmpty()) {
      return AlertDescription.BAD_CERTIFICATE;
    }
    Certificate leaf = path.getCertificates().get(0);
    if (!(leaf instanceof X509Certificate certificate)
        || registry.get().withCertificate(DtlsPeer.fingerprint(certificate)) == null) {
      return AlertDescription.CERTIFICATE_UNKNOWN;
    }
    try {
      certificate.checkValidity();
      return null;
    } catch (CertificateExpiredException | CertificateNotYetValidException e) {
      return AlertDescription.CERTIFICATE_EXPIRED;
    }
  }

  @Override
  public List<X500Principal> getAcceptedIssuers() {
    return List.of();
  }

  @Override
  public void setResultHandler(HandshakeResultHandler handler) {
    // Every answer is given at once.
  }
}
