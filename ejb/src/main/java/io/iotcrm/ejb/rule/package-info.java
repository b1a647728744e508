/** Rules: definition, loading, alarms, and what is done when one fires. */
package io.iotcrm.ejb.rule;
