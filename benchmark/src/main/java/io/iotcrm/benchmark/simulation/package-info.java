/**
 * The demo shop's devices.
 *
 * <p>The models here know nothing of networks and clocks: each is advanced by a given time and has
 * its own random numbers, so that equal seeds give equal readings.
 */
package io.iotcrm.benchmark.simulation;
