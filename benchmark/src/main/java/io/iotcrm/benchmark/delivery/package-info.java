/** Proves that each acknowledged reading is in the database once, whatever was killed meanwhile. */
package io.iotcrm.benchmark.delivery;
