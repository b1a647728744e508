package io.iotcrm.domain.transfer;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/**
 * An export, as lists and pages show it.
 *
 * @param scheduleId the schedule that started it; null: somebody did
 * @param spec JSON object, see {@link ExportSpec}
 * @param devices how many it is about; 0 before it has begun
 * @param bytes of the file
 * @param problem why it failed
 * @param expiresAt when the file goes; null while there is none
 */
public record ExportView(
    UUID id,
    UUID scheduleId,
    String spec,
    TransferState state,
    int devices,
    int devicesDone,
    long rows,
    long bytes,
    String problem,
    String requestedBy,
    Instant createdAt,
    Instant startedAt,
    Instant finishedAt,
    Instant expiresAt,
    long version)
    implements Serializable {

  /** Devices that are done, of a hundred. */
  public int percent() {
    if (state == TransferState.DONE) {
      return 100;
    }
    return devices == 0 ? 0 : (int) (100L * devicesDone / devices);
  }

  /** What a browser is to call the file. */
  public String fileName() {
    return "telemetry-" + id + "." + format().extension();
  }

  public TransferFormat format() {
    return ExportSpec.fromJson(spec).format();
  }
}
