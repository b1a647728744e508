package io.iotcrm.web.rule;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Alarms by their ids, at most 500. */
public record AlarmIdsBody(@NotEmpty @Size(max = 500) List<@NotNull UUID> ids) {
  Set<UUID> distinct() {
    return new LinkedHashSet<>(ids);
  }
}
