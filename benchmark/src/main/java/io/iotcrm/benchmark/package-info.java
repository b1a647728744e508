/** The demo shop, its simulated devices, and the generators behind the published numbers. */
package io.iotcrm.benchmark;
