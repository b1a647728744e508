/** The work of sales: tasks (later deals and pipelines). */
package io.iotcrm.domain.sales;
