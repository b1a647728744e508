/** Readings, their series, and the formats in which they travel. */
package io.iotcrm.domain.telemetry;
