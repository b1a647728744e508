package io.iotcrm.ejb.transfer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How large files may be, and how long they are kept. */
@ApplicationScoped
public class TransferLimits {
  @Inject
  @ConfigProperty(name = "iotcrm.transfer.keep", defaultValue = "P7D")
  private Duration keep;

  @Inject
  @ConfigProperty(name = "iotcrm.transfer.export.max-bytes", defaultValue = "1073741824")
  private long exportBytes;

  @Inject
  @ConfigProperty(name = "iotcrm.transfer.import.max-bytes", defaultValue = "67108864")
  private long importBytes;

  /** For the container. */
  public TransferLimits() {}

  /** For use outside a container. */
  TransferLimits(Duration keep, long exportBytes, long importBytes) {
    this.keep = keep;
    this.exportBytes = exportBytes;
    this.importBytes = importBytes;
  }

  /** When something that is finished now goes. */
  public Instant expiry() {
    return Instant.now().plus(keep);
  }

  public long exportBytes() {
    return exportBytes;
  }

  public long importBytes() {
    return importBytes;
  }
}
