/**
 * The proof that nothing acknowledged is lost, whatever fails: faults, one at a time and in pairs.
 */
package io.iotcrm.benchmark.proof;
