/** Webhook endpoints in the API and the portal. */
package io.iotcrm.web.webhook;
