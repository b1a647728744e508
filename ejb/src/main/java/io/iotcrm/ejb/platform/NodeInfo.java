package io.iotcrm.ejb.platform;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.DistributedObject;
import com.hazelcast.core.HazelcastException;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import com.hazelcast.map.LocalMapStats;
import com.hazelcast.partition.Partition;
import io.iotcrm.domain.platform.NodeStatus;
import io.iotcrm.domain.platform.NodeStatus.MapShare;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Says what part of the cluster this instance is. */
@ApplicationScoped
public class NodeInfo {
  @Inject private Grid grid;
  @Inject private NodeName name;

  public NodeStatus status() {
    try {
      if (grid.isReady()) {
        return ready(grid.hazelcast());
      }
    } catch (HazelcastException | IllegalStateException e) {
      // It is leaving or starting: said below.
    }
    return new NodeStatus(name.name(), false, 0, 0, 0, List.of());
  }

  private NodeStatus ready(HazelcastInstance hazelcast) {
    Member self = hazelcast.getCluster().getLocalMember();
    Set<Partition> partitions = hazelcast.getPartitionService().getPartitions();
    int owned = 0;
    for (Partition partition : partitions) {
      if (self.equals(partition.getOwner())) {
        owned++;
      }
    }
    List<MapShare> maps =
        hazelcast.getDistributedObjects().stream()
            .filter(IMap.class::isInstance)
            .map(DistributedObject::getName)
            .filter(map -> !map.startsWith("_") && !map.startsWith("payara"))
            .sorted(Comparator.naturalOrder())
            .map(map -> share(hazelcast, map))
            .toList();
    return new NodeStatus(
        name.name(),
        true,
        hazelcast.getCluster().getMembers().size(),
        owned,
        partitions.size(),
        maps);
  }

  private static MapShare share(HazelcastInstance hazelcast, String map) {
    LocalMapStats stats = hazelcast.getMap(map).getLocalMapStats();
    return new MapShare(map, stats.getOwnedEntryCount(), stats.getBackupEntryCount());
  }
}
