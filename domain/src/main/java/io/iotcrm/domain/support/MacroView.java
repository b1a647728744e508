package io.iotcrm.domain.support;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/** A macro as lists and pages show it. */
public record MacroView(
    UUID id,
    String name,
    String description,
    MacroSteps steps,
    boolean enabled,
    Instant updatedAt,
    long version)
    implements Serializable {

  public static MacroView of(TicketMacro macro) {
    return new MacroView(
        macro.getId(),
        macro.getName(),
        macro.getDescription(),
        macro.steps(),
        macro.isEnabled(),
        macro.getUpdatedAt(),
        macro.getVersion());
  }
}
