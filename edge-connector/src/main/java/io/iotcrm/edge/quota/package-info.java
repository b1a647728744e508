/** How much a device may send through a door of the edge. */
package io.iotcrm.edge.quota;
