/** How payloads of foreign gateways become readings, said by a declaration instead of code. */
package io.iotcrm.domain.telemetry.mapping;
