/** What a profile says about its readings' way through the edge. */
package io.iotcrm.domain.telemetry.pipeline;
