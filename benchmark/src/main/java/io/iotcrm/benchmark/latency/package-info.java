/** The time from a device's message to the work that it causes. */
package io.iotcrm.benchmark.latency;
