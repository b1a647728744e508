package io.iotcrm.server.cli;

import io.iotcrm.domain.security.SecretHash;
import io.iotcrm.server.cli.host.KeyValueFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The installation's own secrets, each made on first use and kept in one file of mode 0600. */
public final class Secrets {
  private final KeyValueFile file;

  public Secrets(Path home) throws IOException {
    file = KeyValueFile.at(home.resolve("secrets"));
  }

  /** 256 random bits in base64url, the same on every call. */
  public synchronized String get(String name) {
    Optional<String> known = file.get(name);
    if (known.isPresent()) {
      return known.get();
    }
    String secret = SecretHash.newSecret();
    // A leading dash would be read as an option by the servers' own commands.
    String safe = secret.startsWith("-") ? "x" + secret : secret;
    file.put(name, safe);
    try {
      file.save();
    } catch (IOException e) {
      throw new IllegalStateException("cannot write " + file.path(), e);
    }
    return safe;
  }
}
