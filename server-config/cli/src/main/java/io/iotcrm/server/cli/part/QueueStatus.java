package io.iotcrm.server.cli.part;

/**
 * @param depth messages that wait or are being worked on
 * @param deadLetter whether the queue holds what could not be worked on
 */
public record QueueStatus(String name, long depth, int consumers, boolean deadLetter) {}
