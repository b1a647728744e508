package io.iotcrm.server.broker;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Authorities and certificates that the JDK's own keytool makes, all in one store. */
final class TestCertificates {
  static final String PASSWORD = "changeit";
  private final Path directory;

  TestCertificates(Path directory) {
    this.directory = directory;
  }

  void authority(String name) throws Exception {
    make(name, List.of("-ext", "bc:c"));
  }

  /** A key and its certificate, with the authority's behind it. */
  void signed(String name, String authority, String... extensions) throws Exception {
    List<String> how = new ArrayList<>(List.of("-signer", authority));
    for (String extension : extensions) {
      how.add("-ext");
      how.add(extension);
    }
    make(name, how);
  }

  private void make(String name, List<String> how) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + name,
                "-validity",
                "30",
                "-keystore",
                store().toString(),
                "-storepass",
                PASSWORD,
                "-storetype",
                "PKCS12"));
    command.addAll(how);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(command + ": " + output);
    }
  }

  X509Certificate certificate(String name) throws Exception {
    return (X509Certificate) load(store()).getCertificate(name);
  }

  /**
   * @param client the name of the client's own certificate, or null for none
   */
  SSLContext context(String trusted, String client) throws Exception {
    KeyStore trust = KeyStore.getInstance("PKCS12");
    trust.load(null, null);
    trust.setCertificateEntry("ca", certificate(trusted));
    TrustManagerFactory trustManagers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trustManagers.init(trust);
    KeyManagerFactory keys = null;
    if (client != null) {
      keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      KeyStore own = load(store());
      for (String alias : Collections.list(own.aliases())) {
        if (!alias.equalsIgnoreCase(client)) {
          own.deleteEntry(alias);
        }
      }
      keys.init(own, PASSWORD.toCharArray());
    }
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        keys == null ? null : keys.getKeyManagers(), trustManagers.getTrustManagers(), null);
    return context;
  }

  Path store() {
    return directory.resolve("all.p12");
  }

  private static KeyStore load(Path file) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }
}
