/** Tasks in the portal and the API. */
package io.iotcrm.web.sales;
