/** Readings in the portal and the API. */
package io.iotcrm.web.telemetry;
