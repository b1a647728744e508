package io.iotcrm.web.device;

/** How many devices are meant. */
public record DeviceCount(long devices) {}
