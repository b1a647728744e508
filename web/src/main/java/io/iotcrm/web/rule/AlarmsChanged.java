package io.iotcrm.web.rule;

/**
 * What came of a change of many alarms.
 *
 * @param changed how many; the others were so already, or do not exist
 */
public record AlarmsChanged(int changed) {}
