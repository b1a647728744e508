package io.iotcrm.domain.transfer;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/**
 * A schedule of exports.
 *
 * @param spec JSON object, see {@link ExportSpec}
 * @param span ISO 8601 period
 * @param keep of how many runs the results are kept
 */
public record ExportScheduleView(
    UUID id,
    String name,
    String spec,
    ExportTiming.Frequency every,
    int day,
    String at,
    String zone,
    String span,
    int keep,
    boolean enabled,
    Instant nextAt,
    String owner,
    Instant createdAt,
    long version)
    implements Serializable {}
