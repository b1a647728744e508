/** Rules and alarms in the portal and the API. */
package io.iotcrm.web.rule;
