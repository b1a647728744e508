/** Telemetry as files, in the API and the portal. */
package io.iotcrm.web.transfer;
