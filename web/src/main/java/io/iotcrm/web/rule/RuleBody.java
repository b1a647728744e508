package io.iotcrm.web.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.rule.RuleDefinition;
import io.iotcrm.domain.rule.RuleTiming;
import io.iotcrm.domain.rule.RuleView;
import io.iotcrm.domain.rule.Severity;
import io.iotcrm.ejb.platform.Records;
import io.iotcrm.web.api.Json;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A rule as callers write it; docs/rules.md explains conditions and actions. */
public record RuleBody(
    @NotBlank @Size(max = 200) String name,
    @Size(max = 2_000) String description,
    @Size(max = 64) String profileKey,
    @NotBlank @Size(max = 2_000) String condition,
    @Size(max = 2_000) String clearCondition,
    @Min(0) @Max(RuleTiming.MAX_SECONDS) Integer holdSeconds,
    @Min(1) @Max(RuleTiming.MAX_REPETITIONS) Integer repeatCount,
    @Min(0) @Max(RuleTiming.MAX_SECONDS) Integer repeatSeconds,
    @Schema(implementation = Object.class) JsonNode schedule,
    @NotNull Severity severity,
    @Schema(implementation = Object[].class) JsonNode actions,
    Boolean enabled,
    Boolean runsAtEdge) {

  static RuleBody of(RuleView view) {
    try {
      return new RuleBody(
          view.name(),
          view.description(),
          view.profileKey(),
          view.condition(),
          view.clearCondition(),
          view.holdSeconds(),
          view.repeatCount(),
          view.repeatSeconds(),
          view.schedule() == null ? null : Json.MAPPER.readTree(view.schedule()),
          view.severity(),
          Json.MAPPER.readTree(view.actions()),
          view.enabled(),
          view.runsAtEdge());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "actions or schedule of rule " + view.id() + " are not JSON", e);
    }
  }

  RuleDefinition definition() {
    boolean none = actions == null || actions.isNull();
    if (!none && !actions.isArray()) {
      throw new InvalidInputException("/actions", "must be an array");
    }
    return Records.checked(
        "",
        () ->
            new RuleDefinition(
                name,
                description,
                profileKey,
                condition,
                clearCondition,
                new RuleTiming(
                    orElse(holdSeconds, 0),
                    orElse(repeatCount, 1),
                    orElse(repeatSeconds, 0),
                    schedule == null || schedule.isNull() ? null : schedule.toString()),
                severity,
                none ? "[]" : actions.toString(),
                enabled == null || enabled,
                Boolean.TRUE.equals(runsAtEdge)));
  }

  private static int orElse(Integer given, int otherwise) {
    return given == null ? otherwise : given;
  }
}
