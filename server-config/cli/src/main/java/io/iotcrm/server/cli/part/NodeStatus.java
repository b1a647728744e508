package io.iotcrm.server.cli.part;

/**
 * @param state RUNNING or STOPPED: the process
 * @param ready the application works
 * @param gridMembers instances in its grid; null while it cannot be asked
 * @param ownedPartitions its share of the grid; null while it cannot be asked
 */
public record NodeStatus(
    String name,
    String url,
    String state,
    boolean ready,
    Integer gridMembers,
    Integer ownedPartitions) {}
