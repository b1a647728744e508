/** Campaigns: services. */
package io.iotcrm.ejb.marketing;
