/** The road of readings: from the queue into PostgreSQL and the twins, and back out as queries. */
package io.iotcrm.ejb.telemetry;
