package io.iotcrm.web.support;

import jakarta.validation.constraints.Size;

/** What is written instead of a macro's own text; absent: that one. */
public record MacroTextBody(@Size(max = 10_000) String text) {}
