/** Campaigns in the API and the portal. */
package io.iotcrm.web.marketing;
