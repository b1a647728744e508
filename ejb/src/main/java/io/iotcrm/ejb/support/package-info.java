/** Services for tickets. */
package io.iotcrm.ejb.support;
