package io.iotcrm.ejb.platform;

import com.hazelcast.config.Config;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.MetadataPolicy;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.config.PartitionGroupConfig.MemberGroupType;
import com.hazelcast.core.DistributedObject;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import com.hazelcast.replicatedmap.ReplicatedMap;
import com.hazelcast.topic.ITopic;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * This instance's member of the data grid, which holds only what can be rebuilt from PostgreSQL.
 *
 * <p>The member belongs to the application and not to the server: it joins when the application is
 * there and leaves, handing its partitions over, before the application goes. The server's own
 * member would own partitions while its instance is still loading the application, or has it in
 * another version, and could run none of the application's processors meanwhile.
 */
@ApplicationScoped
public class Grid {
  private static final String GRACE_SECONDS = "30";

  /** How often members that were parted look for each other; the default is minutes. */
  private static final String REUNION_SECONDS = "30";

  @Inject private NodeName node;

  @Inject
  @ConfigProperty(name = "iotcrm.grid.name", defaultValue = "iotcrm")
  private String name;

  @Inject
  @ConfigProperty(name = "iotcrm.grid.address", defaultValue = "127.0.0.1")
  private String address;

  @Inject
  @ConfigProperty(name = "iotcrm.grid.port", defaultValue = "5801")
  private int port;

  @Inject
  @ConfigProperty(name = "iotcrm.grid.public-address")
  private Optional<String> publicAddress;

  @Inject
  @ConfigProperty(name = "iotcrm.grid.members", defaultValue = "127.0.0.1:5801")
  private List<String> members;

  @Inject
  @ConfigProperty(name = "iotcrm.grid.host-aware", defaultValue = "false")
  private boolean hostAware;

  private HazelcastInstance hazelcast;

  private final Map<String, DistributedObject> objects = new ConcurrentHashMap<>();

  @PostConstruct
  void join() {
    hazelcast = apart(() -> Hazelcast.newHazelcastInstance(configuration()));
  }

  /**
   * Runs it in a thread that inherits nothing: the server ties threads and maps to the component
   * that happens to make them, and would look for that component at each later use.
   */
  private static <T> T apart(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(null, task, "iotcrm-grid", 0, false);
    thread.setContextClassLoader(Grid.class.getClassLoader());
    thread.start();
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private Config configuration() {
    Config config = new Config("iotcrm/" + node.unique());
    config.setClusterName(name);
    config.setClassLoader(Grid.class.getClassLoader());
    config.getMemberAttributeConfig().setAttribute("node", node.name());
    config.setProperty("hazelcast.logging.type", "jdk");
    config.setProperty("hazelcast.phone.home.enabled", "false");
    config.setProperty("hazelcast.socket.bind.any", "false");
    // The application says when it leaves; a hook of the process would be too early.
    config.setProperty("hazelcast.shutdownhook.enabled", "false");
    config.setProperty("hazelcast.graceful.shutdown.max.wait", GRACE_SECONDS);
    config.setProperty("hazelcast.merge.first.run.delay.seconds", REUNION_SECONDS);
    config.setProperty("hazelcast.merge.next.run.delay.seconds", REUNION_SECONDS);
    config.getMetricsConfig().setEnabled(false);
    NetworkConfig network = config.getNetworkConfig();
    network.setPort(port).setPortAutoIncrement(false);
    network.getInterfaces().setEnabled(true).addInterface(address);
    publicAddress.ifPresent(network::setPublicAddress);
    JoinConfig join = network.getJoin();
    join.getAutoDetectionConfig().setEnabled(false);
    join.getMulticastConfig().setEnabled(false);
    join.getTcpIpConfig().setEnabled(true).setMembers(members);
    if (hostAware) {
      config.getPartitionGroupConfig().setEnabled(true).setGroupType(MemberGroupType.HOST_AWARE);
    }
    config.addMapConfig(map("default", InMemoryFormat.BINARY));
    config.addMapConfig(map("*-shards", InMemoryFormat.OBJECT));
    return config;
  }

  /** Every entry on one more member, so that one may die. */
  private static MapConfig map(String name, InMemoryFormat format) {
    return new MapConfig(name)
        .setBackupCount(1)
        .setInMemoryFormat(format)
        .setMetadataPolicy(MetadataPolicy.OFF); // for values in JSON: there are none
  }

  /** The member itself: who is there, who owns what. */
  public HazelcastInstance hazelcast() {
    return hazelcast;
  }

  /** A map with one backup; keys and values are serializable. */
  public <K, V> IMap<K, V> map(String map) {
    @SuppressWarnings("unchecked") // it is made here, for whoever names it
    IMap<K, V> found = (IMap<K, V>) object("map/" + map, () -> hazelcast.getMap(map));
    return found;
  }

  /** A small map that every member holds whole. */
  public <K, V> ReplicatedMap<K, V> replicatedMap(String map) {
    @SuppressWarnings("unchecked") // as above
    ReplicatedMap<K, V> found =
        (ReplicatedMap<K, V>) object("replicated/" + map, () -> hazelcast.getReplicatedMap(map));
    return found;
  }

  /** News to all members; who is away misses it. */
  public <E> ITopic<E> topic(String topic) {
    @SuppressWarnings("unchecked") // as above
    ITopic<E> found = (ITopic<E>) object("topic/" + topic, () -> hazelcast.getTopic(topic));
    return found;
  }

  private DistributedObject object(String key, Callable<DistributedObject> creation) {
    DistributedObject found = objects.get(key);
    return found != null ? found : objects.computeIfAbsent(key, k -> apart(creation));
  }

  /** Whether this instance is part of a running grid. */
  public boolean isReady() {
    return hazelcast.getLifecycleService().isRunning()
        && !hazelcast.getCluster().getMembers().isEmpty();
  }

  /** Hands the partitions over to those that stay. */
  @PreDestroy
  void leave() {
    hazelcast.shutdown();
  }
}
