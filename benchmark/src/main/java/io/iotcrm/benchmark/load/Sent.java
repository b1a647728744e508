package io.iotcrm.benchmark.load;

/**
 * What was sent for one device, in messages.
 *
 * @param firstAt the time stamp in the first message, 0 before it
 * @param lastAt the time stamp in the newest message
 */
public record Sent(String deviceId, long sent, long acknowledged, long firstAt, long lastAt) {}
