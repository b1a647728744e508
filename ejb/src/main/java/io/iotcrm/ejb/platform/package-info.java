/** What every feature's services share: lists, records, outbox, leases. */
package io.iotcrm.ejb.platform;
