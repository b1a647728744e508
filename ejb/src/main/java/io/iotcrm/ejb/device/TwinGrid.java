package io.iotcrm.ejb.device;

import com.hazelcast.map.IMap;
import io.iotcrm.domain.rule.Verdict;
import io.iotcrm.domain.rule.twin.Twin;
import io.iotcrm.domain.rule.twin.TwinCodec;
import io.iotcrm.ejb.platform.Failure;
import io.iotcrm.ejb.platform.Grid;
import io.iotcrm.ejb.platform.GroupCommit;
import io.iotcrm.ejb.platform.OutageException;
import io.iotcrm.ejb.platform.StartingException;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The twins in the grid. Work is done by the members that own them, grouped: what several batches
 * have for one device travels together.
 */
@ApplicationScoped
public class TwinGrid {
  private static final String HOLDS = "twin-holds";
  private static final int MAX_GROUP = 20_000;

  @Inject private Grid grid;
  @Inject private DeviceDirectory devices;
  @Inject private ActiveRules rules;
  @Inject private TwinMemory memory;

  private TwinOwner owner;
  private TwinHolds holds;
  private TwinUpdates updates;
  private final GroupCommit<List<DeviceWork>, Map<String, DeviceWork.Fired>> groups =
      new GroupCommit<>(this::applyGroup, TwinGrid::weight, MAX_GROUP);

  @PostConstruct
  void prepare() {
    owner = new TwinOwner(rules.reference());
    holds = new TwinHolds(grid.map(HOLDS));
    updates = new TwinUpdates(grid.map(TwinShard.MAP), holds, memory);
  }

  /**
   * From now on this instance changes the twins it owns. It does so until its member has left the
   * grid, also while the application is stopping: others need their twins meanwhile.
   */
  public void open() {
    owner.open(grid.hazelcast());
  }

  private static int weight(List<DeviceWork> works) {
    return works.stream().mapToInt(work -> 1 + work.readings().size()).sum();
  }

  /**
   * Does the work on its owners and says what has fired and is not confirmed yet. Repeating it is
   * harmless.
   *
   * @throws OutageException where it has to be repeated later
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
        .filter(Objects::nonNull)
        .toList();
  }

  /** Everybody gets all that fired in the group and takes what is theirs. */
  private List<Map<String, DeviceWork.Fired>> applyGroup(List<List<DeviceWork>> group)
      throws Exception {
    if (rules.current().isEmpty()) {
      // Whoever hears what has fired carries it out, by the rules it knows.
      throw new StartingException("the rules are not loaded yet");
    }
    List<DeviceWork> works = group.stream().flatMap(List::stream).toList();
    Map<String, KnownDevice> known =
        devices.find(works.stream().map(DeviceWork::deviceId).collect(Collectors.toSet()));
    try {
      Map<String, DeviceWork.Fired> fired = updates.apply(works, known);
      return group.stream().map(part -> fired).toList();
    } catch (OutageException e) {
      throw e;
    } catch (Exception e) {
      throw Failure.of(e) == Failure.OUTAGE
          ? new OutageException("the twins could not be reached", e)
          : e;
    }
  }

  /** The twin as the grid has it; empty where it has none. */
  public Optional<Twin> twin(String deviceId) {
    IMap<Integer, TwinShard> shards = grid.map(TwinShard.MAP);
    byte[] bytes = shards.executeOnKey(TwinShard.of(deviceId), new TwinBytes(deviceId));
    return Optional.ofNullable(bytes).flatMap(TwinCodec::decode);
  }

  /** Devices of this instance's share that have to be asked again now. */
  public Set<String> dueHere() {
    return holds.dueHere();
  }

  /** Those of the devices for which no moment is known at which they have to be asked. */
  public Set<String> withoutMoment(Set<String> devices) {
    return holds.without(devices);
  }

  /** How often a condition gave this verdict on this instance. */
  public long verdicts(Verdict verdict) {
    return owner.verdicts(verdict);
  }

  /** How many twins of this instance were rebuilt from the database. */
  public long rebuilt() {
    return owner.rebuilt();
  }
}
