/** The load of devices that speak CoAP over DTLS. */
package io.iotcrm.benchmark.coap;
