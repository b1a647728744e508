package io.iotcrm.web.sales;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;

/**
 * What is to be done with many tasks.
 *
 * @param ownerUsername to whom they are given; for {@link Action#ASSIGN}
 */
public record TaskBulkBody(
    @NotNull @Size(min = 1, max = 200) List<@NotNull UUID> ids,
    @NotNull Action action,
    @Size(max = 100) String ownerUsername) {
  /** What can be done with many at once. */
  public enum Action {
    COMPLETE,
    ASSIGN
  }
}
