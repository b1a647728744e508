/** Services for the work of sales. */
package io.iotcrm.ejb.sales;
