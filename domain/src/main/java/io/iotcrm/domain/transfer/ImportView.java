package io.iotcrm.domain.transfer;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/**
 * An import of history, as lists and pages show it.
 *
 * @param name of the file
 * @param mapping JSON object, see {@link ImportMapping}
 * @param preview JSON object: the columns, the first readings and errors, and how many rows were
 *     looked at
 * @param rows read so far
 * @param readings found in them
 * @param stored how many of these are new
 * @param refused rows, or cells of a wide table, that are no reading of a known device
 * @param bytes of the file
 * @param errors whether there is a file with what was refused
 * @param expiresAt when the import and its files go
 */
public record ImportView(
    UUID id,
    String name,
    TransferFormat format,
    String mapping,
    TransferState state,
    String preview,
    long rows,
    long readings,
    long stored,
    long refused,
    long bytes,
    boolean errors,
    String problem,
    String requestedBy,
    Instant createdAt,
    Instant startedAt,
    Instant finishedAt,
    Instant expiresAt,
    long version)
    implements Serializable {}
