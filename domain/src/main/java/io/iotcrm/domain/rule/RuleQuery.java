package io.iotcrm.domain.rule;

import io.iotcrm.domain.platform.PageRequest;

/** Which rules are wanted, by name. Every filter may be null. */
public record RuleQuery(String profileKey, Boolean enabled, PageRequest page) {}
