/** Programs that this one starts: they end with it, and what they changed is put right. */
package io.iotcrm.benchmark.process;
