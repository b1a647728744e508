/** Telemetry out as files and history in from files: jobs, schedules, and who works on them. */
package io.iotcrm.ejb.transfer;
