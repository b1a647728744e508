/** Tickets. */
package io.iotcrm.web.support;
