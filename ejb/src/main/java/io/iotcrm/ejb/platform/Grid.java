package io.iotcrm.ejb.platform;

import com.hazelcast.config.Config;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.MapConfig;
import com.hazelcast.core.HazelcastInstance;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * The data grid in the instances. It holds only what can be rebuilt from PostgreSQL, as bytes,
 * numbers and strings: members exchange those without the application's classes.
 */
@ApplicationScoped
public class Grid {
  @Resource(lookup = "payara/Hazelcast")
  private HazelcastInstance hazelcast;

  public HazelcastInstance hazelcast() {
    return hazelcast;
  }

  /** Whether this instance is part of a running grid. */
  public boolean isReady() {
    return hazelcast.getLifecycleService().isRunning()
        && !hazelcast.getCluster().getMembers().isEmpty();
  }

  /**
   * Says how a map is kept: every entry on one more member, so that one may die. The same on every
   * instance; a map that is configured already stays as it is.
   */
  public void keepWithBackup(String map) {
    Config config = hazelcast.getConfig();
    if (!config.getMapConfigs().containsKey(map)) {
      config.addMapConfig(
          new MapConfig(map).setBackupCount(1).setInMemoryFormat(InMemoryFormat.BINARY));
    }
  }
}
