package io.iotcrm.domain.support;

/** A macro as people write it. */
public record MacroDetails(String name, String description, MacroSteps steps, boolean enabled) {}
