package io.iotcrm.web.transfer;

import io.iotcrm.domain.transfer.ImportMapping;
import jakarta.validation.constraints.Size;
import java.util.Map;

/** Which column is what, as callers write it; what is left out is found by the usual names. */
public record ImportMappingBody(
    @Size(max = 200) String device,
    @Size(max = 64) String deviceId,
    @Size(max = 200) String time,
    @Size(max = 200) String key,
    @Size(max = 200) String value,
    @Size(max = 500) Map<String, String> series,
    @Size(max = 64) String zone) {
  ImportMapping mapping() {
    return new ImportMapping(device, deviceId, time, key, value, series, zone);
  }
}
