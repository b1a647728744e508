/** What comes next: forecasts of series and of stock, and how far they were off before. */
package io.iotcrm.domain.forecast;
