/** What goes to HubSpot, in the portal and the API. */
package io.iotcrm.web.hubspot;
