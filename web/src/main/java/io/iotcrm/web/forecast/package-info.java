/** Forecasts over HTTP and in the portal. */
package io.iotcrm.web.forecast;
