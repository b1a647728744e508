package io.iotcrm.domain.platform;

import java.io.Serializable;
import java.util.List;

/**
 * One instance's part of the cluster.
 *
 * @param members how many instances its grid has; 0 while the grid is not reachable
 */
public record NodeStatus(
    String name,
    boolean gridReady,
    int members,
    int ownedPartitions,
    int totalPartitions,
    List<MapShare> maps)
    implements Serializable {
  public NodeStatus {
    maps = List.copyOf(maps);
  }

  /** How many entries of a map this instance owns, and how many it keeps as a backup. */
  public record MapShare(String map, long ownedEntries, long backupEntries)
      implements Serializable {}
}
