/** Endpoints of other systems that are told what happened. */
package io.iotcrm.domain.webhook;
