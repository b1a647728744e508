package io.iotcrm.ejb.platform;

import io.iotcrm.domain.security.Seal;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The installation's key for secrets that have to be read again. It is outside the database, so
 * that a copy of the database alone opens none of them.
 */
@ApplicationScoped
public class SealingKey {
  @Inject
  @ConfigProperty(name = "iotcrm.security.sealing-key")
  private Optional<String> secret;

  @Inject
  @ConfigProperty(name = "iotcrm.security.sealing-key-file")
  private Optional<String> file;

  private Optional<Seal> seal = Optional.empty();

  /** For the container. */
  public SealingKey() {}

  /** For use outside a container. */
  public SealingKey(Seal seal) {
    this.seal = Optional.of(seal);
  }

  @PostConstruct
  void read() {
    seal = secret.or(() -> file.map(SealingKey::content)).map(Seal::of);
  }

  private static String content(String name) {
    try {
      return Files.readString(Path.of(name));
    } catch (IOException e) {
      throw new UncheckedIOException("iotcrm.security.sealing-key-file cannot be read", e);
    }
  }

  /**
   * What was sealed for a record.
   *
   * @throws IllegalStateException where there is no key, or it is another one
   */
  public byte[] opened(byte[] sealed, String owner) {
    Seal key =
        seal.orElseThrow(
            () ->
                new IllegalStateException(
                    "the secret of "
                        + owner
                        + " is sealed, and iotcrm.security.sealing-key is not set"));
    try {
      return key.open(sealed, owner);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException("the secret of " + owner + " " + e.getMessage(), e);
    }
  }

  /** Empty where the installation has none: then nothing can be sealed or opened. */
  public Optional<Seal> seal() {
    return seal;
  }
}
