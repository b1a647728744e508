package io.iotcrm.server.cli.part;

import io.iotcrm.server.cli.Choices;
import io.iotcrm.server.cli.Layout;
import io.iotcrm.server.cli.Secrets;
import io.iotcrm.server.cli.host.Command;
import io.iotcrm.server.cli.host.PrivateFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * The installation's own certificate authority and what it signs: the broker's and the edge's
 * certificates, and those of devices. All of it is made by the JDK's keytool in {@code tls} of the
 * installation's home.
 *
 * <p>Server certificates last 397 days and are renewed by {@code up} when they have fewer than 30
 * left. The authority lasts ten years; its key never leaves {@code authority.p12}.
 */
public final class Certificates {
  private static final String AUTHORITY = "authority";
  private static final List<String> SERVERS = List.of("broker", "edge");
  private static final int AUTHORITY_DAYS = 3_650;
  private static final int DAYS = 397;
  private static final Duration RENEWED_BEFORE = Duration.ofDays(30);

  private final Path home;
  private final Secrets secrets;
  private final Choices choices;

  public Certificates(Layout layout, Secrets secrets, Choices choices) {
    this.home = layout.home().resolve("tls");
    this.secrets = secrets;
    this.choices = choices;
  }

  /** One certificate of the installation, for people to look at. */
  public record Shown(String name, Path file, Instant notAfter) {}

  /** Makes what is missing, renews what ends soon; answers the names of what it made. */
  public List<String> ensure() throws IOException {
    Files.createDirectories(
        home, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    List<String> made = new ArrayList<>();
    if (!Files.exists(store(AUTHORITY))) {
      keytool(
          List.of(
              "-genkeypair",
              "-alias",
              AUTHORITY,
              "-dname",
              "CN=IoT CRM installation " + secrets.get("tls.name").substring(0, 8),
              "-ext",
              "bc:c=ca:true,pathlen:0",
              "-ext",
              "ku:c=keyCertSign,cRLSign",
              "-validity",
              Integer.toString(AUTHORITY_DAYS)),
          store(AUTHORITY));
      writePem(AUTHORITY);
      made.add(AUTHORITY);
    }
    for (String server : SERVERS) {
      if (!isCurrent(server)) {
        sign(server, List.of("-ext", "eku=serverAuth,clientAuth", "-ext", "san=" + names()));
        writePem(server);
        made.add(server);
      }
    }
    return made;
  }

  /**
   * Makes a device's key and certificate; one that was there before is replaced.
   *
   * @return the certificate; the key lies beside it as {@code .key} and both as {@code .p12}
   */
  public Path device(String id) throws IOException {
    if (!id.matches("[A-Za-z0-9_-]{1,64}")) {
      throw new IllegalArgumentException("a device's id has 1 to 64 letters, digits, '_' or '-'");
    }
    ensure();
    String name = "device-" + id;
    sign(name, id, List.of("-ext", "eku=clientAuth"));
    writePem(name);
    try {
      Key key = load(store(name)).getKey(name, password().toCharArray());
      PrivateFile.write(home.resolve(name + ".key"), pem("PRIVATE KEY", key.getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot read the key that was just made", e);
    }
    return home.resolve(name + ".pem");
  }

  public List<Shown> shown() throws IOException {
    List<Shown> shown = new ArrayList<>();
    for (String name : List.of(AUTHORITY, "broker", "edge")) {
      if (Files.exists(store(name))) {
        shown.add(
            new Shown(
                name, home.resolve(name + ".pem"), certificate(name).getNotAfter().toInstant()));
      }
    }
    return shown;
  }

  /** What clients are to trust. */
  public Path authorityPem() {
    return home.resolve(AUTHORITY + ".pem");
  }

  /** PKCS#12, the key under the alias of the same name. */
  public Path store(String name) {
    return home.resolve(name + ".p12");
  }

  public String password() {
    return secrets.get("tls.stores");
  }

  private boolean isCurrent(String server) throws IOException {
    return Files.exists(store(server))
        && certificate(server).getNotAfter().toInstant().isAfter(Instant.now().plus(RENEWED_BEFORE))
        && Files.exists(signedFor(server))
        && Files.readString(signedFor(server)).equals(names());
  }

  private Path signedFor(String server) {
    return home.resolve(server + ".names");
  }

  /** What the servers are called in their certificates. */
  private String names() {
    StringBuilder names = new StringBuilder("dns:localhost,ip:127.0.0.1");
    for (String host : choices.tlsNames()) {
      names.append(host.matches("[0-9.]+|.*:.*") ? ",ip:" : ",dns:").append(host);
    }
    return names.toString();
  }

  private void sign(String server, List<String> extensions) throws IOException {
    sign(server, server, extensions);
    PrivateFile.write(signedFor(server), names());
  }

  /** In the authority's store, where its key is, and then moved to one of its own. */
  private void sign(String name, String commonName, List<String> extensions) throws IOException {
    if (hasAlias(AUTHORITY, name)) {
      keytool(List.of("-delete", "-alias", name), store(AUTHORITY));
    }
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-genkeypair",
                "-alias",
                name,
                "-signer",
                AUTHORITY,
                "-dname",
                "CN=" + commonName,
                "-validity",
                Integer.toString(DAYS)));
    arguments.addAll(extensions);
    keytool(arguments, store(AUTHORITY));
    Path fresh = home.resolve(name + ".new.p12");
    Files.deleteIfExists(fresh);
    keytool(
        List.of(
            "-importkeystore",
            "-srckeystore",
            store(AUTHORITY).toString(),
            "-srcstorepass:env",
            "IOTCRM_STORE",
            "-srcalias",
            name,
            "-destkeystore",
            fresh.toString(),
            "-deststorepass:env",
            "IOTCRM_STORE"),
        null);
    Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
    Files.move(
        fresh, store(name), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    keytool(List.of("-delete", "-alias", name), store(AUTHORITY));
  }

  /** By the environment, not by the command line, which every user of the machine can read. */
  private void keytool(List<String> arguments, Path store) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(arguments);
    if (store != null) {
      command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12"));
      command.addAll(List.of("-storepass:env", "IOTCRM_STORE"));
    }
    if (arguments.get(0).equals("-genkeypair")) {
      command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1"));
    }
    Command.run(command, Map.of("IOTCRM_STORE", password()), home);
    if (store != null) {
      Files.setPosixFilePermissions(store, PosixFilePermissions.fromString("rw-------"));
    }
  }

  private boolean hasAlias(String store, String alias) throws IOException {
    try {
      return load(store(store)).containsAlias(alias);
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot read " + store(store), e);
    }
  }

  private X509Certificate certificate(String name) throws IOException {
    try {
      return (X509Certificate) load(store(name)).getCertificate(name);
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot read " + store(name), e);
    }
  }

  private KeyStore load(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, password().toCharArray());
    }
    return store;
  }

  private void writePem(String name) throws IOException {
    try {
      StringBuilder chain = new StringBuilder();
      for (Certificate one : load(store(name)).getCertificateChain(name)) {
        chain.append(pem("CERTIFICATE", one.getEncoded()));
      }
      Files.writeString(home.resolve(name + ".pem"), chain);
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot read " + store(name), e);
    }
  }

  private static String pem(String what, byte[] der) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(what, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der), what);
  }
}
