/** The process beside the devices: takes their readings in, checks them, and sends them on. */
package io.iotcrm.edge;
