/** Customers' problems: tickets. */
package io.iotcrm.domain.support;
