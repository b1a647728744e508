/** What the edge tells about itself: health, state, metrics. */
package io.iotcrm.edge.status;
