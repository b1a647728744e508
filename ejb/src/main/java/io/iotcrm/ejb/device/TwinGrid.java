package io.iotcrm.ejb.device;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.IExecutorService;
import com.hazelcast.map.IMap;
import com.hazelcast.partition.Partition;
import com.hazelcast.partition.PartitionService;
import com.hazelcast.query.Predicates;
import io.iotcrm.domain.device.Twin;
import io.iotcrm.domain.device.TwinCodec;
import io.iotcrm.ejb.platform.Grid;
import io.iotcrm.ejb.platform.GroupCommit;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;

/**
 * Brings work to the instances that own the twins, grouped: whatever several batches have for one
 * instance travels in one task.
 *
 * <p>Work goes to the owner as a task of its own rather than as an entry processor, because the
 * server serializes a processor's backup on a partition's thread, where it knows of no application:
 * the backup member could not load it. Twins are written back as bytes, which every member can
 * keep, and rules do not hold up a partition's thread.
 *
 * <p>An owner on which the application is not up (it is starting, or being replaced) cannot do the
 * work; then it is done here, on the owner's data, over the network.
 */
@ApplicationScoped
public class TwinGrid {
  private static final Logger LOG = System.getLogger(TwinGrid.class.getName());
  private static final String EXECUTOR = "iotcrm-twins";
  private static final int MAX_GROUP = 20_000;
  private static final long REMOTE_SECONDS = 30;

  /** Tasks arrive outside of any application context; this is how they find the application. */
  private static volatile TwinWorker here;

  @Inject private Grid grid;
  @Inject private TwinWorker worker;

  private final LongAdder doneForOthers = new LongAdder();
  private final GroupCommit<List<DeviceWork>, Map<String, DeviceWork.Fired>> groups =
      new GroupCommit<>(this::applyGroup, TwinGrid::weight, MAX_GROUP);

  static TwinWorker workerHere() {
    return here;
  }

  /** From now on this instance does work for others. */
  public void open() {
    here = worker;
  }

  @PostConstruct
  @PreDestroy
  void shut() {
    here = null;
  }

  private static int weight(List<DeviceWork> works) {
    return works.stream().mapToInt(work -> 1 + work.readings().size()).sum();
  }

  /**
   * Does the work on its owners and says what has fired and is not confirmed yet.
   *
   * @throws io.iotcrm.ejb.platform.OutageException where it has to be repeated later
   */
  public List<DeviceWork.Fired> apply(List<DeviceWork> works) throws Exception {
    if (works.isEmpty()) {
      return List.of();
    }
    Map<String, DeviceWork.Fired> fired = groups.submit(works);
    return works.stream()
        .map(DeviceWork::deviceId)
        .distinct()
        .map(fired::get)
        .filter(one -> one != null)
        .toList();
  }

  /** Everybody gets all that fired in the group and takes what is theirs. */
  private List<Map<String, DeviceWork.Fired>> applyGroup(List<List<DeviceWork>> group)
      throws Exception {
    Map<Optional<Member>, List<DeviceWork>> byOwner = new HashMap<>();
    PartitionService partitions = grid.hazelcast().getPartitionService();
    Member self = grid.hazelcast().getCluster().getLocalMember();
    for (List<DeviceWork> works : group) {
      for (DeviceWork work : works) {
        Partition partition = partitions.getPartition(work.deviceId());
        Member owner = partition.getOwner();
        byOwner
            .computeIfAbsent(
                Optional.ofNullable(self.equals(owner) ? null : owner), m -> new ArrayList<>())
            .add(work);
      }
    }
    Map<String, DeviceWork.Fired> fired = new HashMap<>();
    for (DeviceWork.Fired one : applyByOwner(byOwner)) {
      fired.put(one.deviceId(), one);
    }
    return group.stream().map(works -> fired).toList();
  }

  private List<DeviceWork.Fired> applyByOwner(Map<Optional<Member>, List<DeviceWork>> byOwner)
      throws Exception {
    IExecutorService executor = grid.executor(EXECUTOR);
    Map<Member, Future<byte[]>> remote = new HashMap<>();
    for (Map.Entry<Optional<Member>, List<DeviceWork>> entry : byOwner.entrySet()) {
      if (entry.getKey().isPresent()) {
        TwinTask task = new TwinTask(DeviceWorkCodec.writeWork(entry.getValue()));
        remote.put(entry.getKey().get(), executor.submitToMember(task, entry.getKey().get()));
      }
    }
    List<DeviceWork.Fired> fired = new ArrayList<>();
    List<DeviceWork> mine = byOwner.get(Optional.<Member>empty());
    if (mine != null) {
      fired.addAll(worker.apply(mine));
    }
    for (Map.Entry<Member, Future<byte[]>> entry : remote.entrySet()) {
      fired.addAll(
          await(entry.getKey(), entry.getValue(), byOwner.get(Optional.of(entry.getKey()))));
    }
    return fired;
  }

  private List<DeviceWork.Fired> await(Member owner, Future<byte[]> future, List<DeviceWork> works)
      throws InterruptedException, SQLException, IOException {
    try {
      byte[] bytes = future.get(REMOTE_SECONDS, TimeUnit.SECONDS);
      if (bytes != null) {
        return DeviceWorkCodec.readFired(bytes);
      }
    } catch (ExecutionException | TimeoutException e) {
      LOG.log(Level.DEBUG, "The owner " + owner + " did not do its work", e);
    }
    doneForOthers.increment();
    return worker.apply(works);
  }

  /** The twin as the grid has it; empty where it has none. */
  public Optional<Twin> twin(String deviceId) {
    IMap<String, byte[]> map = grid.map(TwinWorker.TWINS);
    return Optional.ofNullable(map.get(deviceId)).flatMap(TwinCodec::decode);
  }

  /** Devices of this instance's share that have to be asked again now. */
  public Set<String> dueHere() {
    IMap<String, Long> holds = grid.map(TwinWorker.HOLDS);
    return holds.localKeySet(Predicates.lessEqual("this", System.currentTimeMillis()));
  }

  /** How many tasks of other instances this one had to do itself. */
  public long doneForOthers() {
    return doneForOthers.sum();
  }
}
