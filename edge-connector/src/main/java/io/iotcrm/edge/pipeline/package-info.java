/** From a device message to a batch: the same for every door. */
package io.iotcrm.edge.pipeline;
