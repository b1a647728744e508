/** The CoAP door for devices that do not speak MQTT. */
package io.iotcrm.edge.coap;
