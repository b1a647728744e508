package io.iotcrm.ejb.rule;

/**
 * A device that a rule is tried on.
 *
 * @param site null where it has none
 */
record DryRunDevice(String id, String name, String site) {}
