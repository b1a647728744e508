/** How far off forecasts are, on public data. */
package io.iotcrm.benchmark.forecast;
