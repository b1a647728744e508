/** Webhooks: endpoints, signed delivery, and the log of deliveries. */
package io.iotcrm.ejb.webhook;
