/** Loads the demo shop through the REST API. */
package io.iotcrm.benchmark.seed;
