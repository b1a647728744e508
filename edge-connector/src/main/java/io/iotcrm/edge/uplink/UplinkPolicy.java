package io.iotcrm.edge.uplink;

import java.time.Duration;

/**
 * What the administrator decided about the way to the centre.
 *
 * @param window how many batches may be with the link unaccepted
 * @param dropsOldest whether a full store gives up its oldest batches; otherwise the doors wait
 * @param maxAge how long batches are kept while the centre is away; zero for ever
 */
public record UplinkPolicy(int window, boolean dropsOldest, Duration maxAge) {}
