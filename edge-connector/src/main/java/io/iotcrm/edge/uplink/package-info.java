/** From a batch to the centre, by way of the disk while the centre is away. */
package io.iotcrm.edge.uplink;
