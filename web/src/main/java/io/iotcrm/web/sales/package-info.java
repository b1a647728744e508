/** The work of sales. */
package io.iotcrm.web.sales;
