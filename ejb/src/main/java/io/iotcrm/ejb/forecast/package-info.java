/** Forecasts of what devices report and of stock. */
package io.iotcrm.ejb.forecast;
