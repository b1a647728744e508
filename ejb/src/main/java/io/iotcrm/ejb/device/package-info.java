/** Services for the device registry and for commands. */
package io.iotcrm.ejb.device;
