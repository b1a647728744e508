package io.iotcrm.web.device;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Which credentials devices used at an edge, and when. */
public record CredentialUsesBody(@NotNull @Size(max = 1_000) List<@NotNull @Valid Use> uses) {
  /** One use. */
  public record Use(@NotNull UUID credential, @NotNull Instant at) {}

  Map<UUID, Instant> newest() {
    Map<UUID, Instant> newest = new HashMap<>();
    uses.forEach(use -> newest.merge(use.credential(), use.at(), (a, b) -> a.isAfter(b) ? a : b));
    return newest;
  }
}
