/** Telemetry as files: what is exported when, and how a table is read as history. */
package io.iotcrm.domain.transfer;
