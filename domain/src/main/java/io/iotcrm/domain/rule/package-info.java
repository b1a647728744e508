/** Rules over what devices report, and the alarms they raise. */
package io.iotcrm.domain.rule;
