package io.iotcrm.web.customer;

import io.iotcrm.domain.platform.InvalidInputException;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * Two records of which one is to be made.
 *
 * @param object account or contact
 * @param keptId the record that stays
 * @param mergedId the record that goes
 * @param take the fields of which the value of the record that goes is wanted
 */
public record MergeBody(
    @NotBlank String object, @NotNull UUID keptId, @NotNull UUID mergedId, List<String> take) {
  Set<String> taken() {
    if (take == null) {
      return Set.of();
    }
    if (take.stream().anyMatch(Objects::isNull)) {
      throw new InvalidInputException("/take", "must have names of fields only");
    }
    return Set.copyOf(take);
  }
}
