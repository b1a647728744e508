package io.iotcrm.domain.sales;

/**
 * What became of a change of many records.
 *
 * @param changed how many were changed
 * @param skipped how many were not: gone, or as wanted already
 */
public record BulkOutcome(int changed, int skipped) {}
