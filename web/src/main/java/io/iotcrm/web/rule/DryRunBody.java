package io.iotcrm.web.rule;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.rule.DryRunRequest;
import io.iotcrm.domain.rule.RuleDefinition;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;

/**
 * A rule, as it would be created, and the readings to try it on.
 *
 * @param deviceIds only these; null or empty: all devices that the rule is for
 */
public record DryRunBody(
    @NotNull @Valid RuleBody rule,
    @NotNull Instant from,
    @NotNull Instant to,
    @Size(max = DryRunRequest.MAX_DEVICES) List<@NotNull @Size(max = 64) String> deviceIds,
    @Size(max = 64) String profileKey,
    @Size(max = 200) String site) {

  DryRunRequest request() {
    return new DryRunRequest(null, definition(), from, to, deviceIds, profileKey, site);
  }

  private RuleDefinition definition() {
    try {
      return rule.definition();
    } catch (InvalidInputException e) {
      throw e.under("/rule");
    }
  }
}
