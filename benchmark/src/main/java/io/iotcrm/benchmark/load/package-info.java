/** The load generator: thousands of device connections, and what became of their readings. */
package io.iotcrm.benchmark.load;
