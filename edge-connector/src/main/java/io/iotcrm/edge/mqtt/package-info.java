/** The broker: what devices publish, and what the edge sends to the centre. */
package io.iotcrm.edge.mqtt;
