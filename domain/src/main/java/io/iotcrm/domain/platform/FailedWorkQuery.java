package io.iotcrm.domain.platform;

/** Which failed work is wanted, newest first. Every filter may be null. */
public record FailedWorkQuery(FailedWork.State state, String kind, String q, PageRequest page) {}
