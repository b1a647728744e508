package io.iotcrm.domain.device;

import io.iotcrm.domain.platform.InvalidInputException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/**
 * What is kept of a certificate.
 *
 * @param fingerprint SHA-256 of its DER form, 64 hexadecimal digits
 * @param commonName of its subject; null where it has none
 * @param authority whether it may sign others
 */
public record ClientCertificate(
    String fingerprint, String commonName, Instant notBefore, Instant notAfter, boolean authority) {
  private static final int MAX_PEM = 20_000;

  /**
   * @param pointer the input's member, for the error
   * @throws InvalidInputException if it is no certificate in PEM, or its time is over
   */
  public static ClientCertificate ofPem(String pem, String pointer) {
    if (pem == null || pem.length() > MAX_PEM) {
      throw new InvalidInputException(pointer, "must be one certificate in PEM");
    }
    try {
      X509Certificate certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(
                      new ByteArrayInputStream(pem.strip().getBytes(StandardCharsets.UTF_8)));
      ClientCertificate read = of(certificate);
      if (!read.notAfter().isAfter(Instant.now())) {
        throw new InvalidInputException(pointer, "is a certificate that ended " + read.notAfter());
      }
      return read;
    } catch (CertificateException e) {
      throw new InvalidInputException(pointer, "must be one certificate in PEM");
    }
  }

  public static ClientCertificate of(X509Certificate certificate) {
    return new ClientCertificate(
        fingerprint(certificate),
        commonName(certificate),
        certificate.getNotBefore().toInstant(),
        certificate.getNotAfter().toInstant(),
        certificate.getBasicConstraints() >= 0);
  }

  /** SHA-256 of the DER form, in lower-case hex. */
  public static String fingerprint(X509Certificate certificate) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was read has a DER form", e);
    }
  }

  private static String commonName(X509Certificate certificate) {
    try {
      for (Rdn rdn : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
        if (rdn.getType().equalsIgnoreCase("CN")) {
          return String.valueOf(rdn.getValue());
        }
      }
      return null;
    } catch (InvalidNameException e) {
      throw new IllegalStateException("the JDK's own form of a name is readable", e);
    }
  }
}
