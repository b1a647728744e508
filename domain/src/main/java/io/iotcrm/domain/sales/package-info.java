/** The work of sales: pipelines and their stages, deals, forecasts, and tasks. */
package io.iotcrm.domain.sales;
