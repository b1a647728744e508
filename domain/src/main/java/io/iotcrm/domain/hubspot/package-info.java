/** What is kept in step with a HubSpot account. */
package io.iotcrm.domain.hubspot;
