/**
 * What is known of a device right now, as rules are asked about it: the same code at the centre, at
 * the edge and in a dry run.
 */
package io.iotcrm.domain.rule.twin;
