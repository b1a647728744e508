/** Which devices there are, and what their profiles say. */
package io.iotcrm.edge.registry;
