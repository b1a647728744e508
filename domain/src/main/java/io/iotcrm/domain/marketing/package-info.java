/** Campaigns and who is in them. */
package io.iotcrm.domain.marketing;
