package io.iotcrm.web.transfer;

import io.iotcrm.domain.transfer.ExportSpec;
import io.iotcrm.domain.transfer.TransferFormat;
import io.iotcrm.web.device.DeviceSelectionBody;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;

/** An export as callers write it; without a span of time, the one of a schedule. */
public record ExportBody(
    @NotNull @Valid DeviceSelectionBody devices,
    @Size(max = 200) List<@NotBlank @Size(max = 64) String> keys,
    Instant from,
    Instant to,
    @NotNull TransferFormat format,
    @Size(max = 40) String interval,
    @Size(max = 64) String zone,
    @Size(max = 12) List<@NotBlank String> aggregates) {
  ExportSpec spec() {
    return new ExportSpec(devices.selection(), keys, from, to, format, interval, zone, aggregates);
  }
}
