package io.iotcrm.ejb.device;

import com.hazelcast.map.IMap;
import io.iotcrm.domain.rule.twin.TwinCodec;
import io.iotcrm.ejb.platform.OutageException;
import io.iotcrm.ejb.platform.StartingException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * Sends devices' work to the owners of their twins and brings the twins that are cold.
 *
 * <p>The work of a shard's devices is one {@code submitToKey}, all shards of a group in flight
 * together. Calls for many keys at once ({@code executeOnKeys}) would do with the devices as keys
 * and are dearer: Hazelcast makes one operation per partition out of them, gives each all the keys
 * of the call, sends all of them to each backup again (two to four times the processor time here),
 * and waits for no backup. After a call for one key the backup has the twins, so what a caller
 * knows to have fired cannot fire again because its owner died.
 */
final class TwinUpdates {
  private static final long WAIT_SECONDS = 30;

  private final IMap<Integer, TwinShard> twins;
  private final TwinHolds holds;
  private final TwinMemory memory;

  TwinUpdates(IMap<Integer, TwinShard> twins, TwinHolds holds, TwinMemory memory) {
    this.twins = twins;
    this.holds = holds;
    this.memory = memory;
  }

  /**
   * Does the work and says what has fired and is not confirmed yet, by device. Work of devices that
   * are not known is left undone, and blocked ones are not asked whether they are silent.
   *
   * @param works in the order in which each device's have to be done
   * @throws StartingException where an owner has no rules yet; a part may be done by then
   */
  Map<String, DeviceWork.Fired> apply(List<DeviceWork> works, Map<String, KnownDevice> known)
      throws ExecutionException, InterruptedException, TimeoutException, SQLException {
    Map<String, List<DeviceWork>> byDevice =
        works.stream()
            .filter(work -> isWanted(work, known.get(work.deviceId())))
            .collect(
                Collectors.groupingBy(DeviceWork::deviceId, HashMap::new, Collectors.toList()));
    Map<String, Long> asked =
        holds.of(
            works.stream()
                .filter(DeviceWork::tick)
                .map(DeviceWork::deviceId)
                .collect(Collectors.toSet()));
    Map<String, TwinAnswer> answers = send(byDevice, known, Map.of());
    Set<String> cold = in(TwinAnswer.State.COLD, answers);
    if (!cold.isEmpty()) {
      byDevice.keySet().retainAll(cold);
      answers.putAll(send(byDevice, known, recall(byDevice, known)));
    }
    await(holds.keep(answers, asked));
    requireDone(answers);
    Map<String, DeviceWork.Fired> fired = new HashMap<>();
    answers.forEach(
        (device, answer) -> {
          if (!answer.events().isEmpty()) {
            fired.put(device, new DeviceWork.Fired(device, answer.events()));
          }
        });
    return fired;
  }

  private static boolean isWanted(DeviceWork work, KnownDevice device) {
    return device != null && (device.enabled() || !work.tick());
  }

  private Map<String, TwinAnswer> send(
      Map<String, List<DeviceWork>> works,
      Map<String, KnownDevice> known,
      Map<String, byte[]> recalled)
      throws ExecutionException, InterruptedException, TimeoutException {
    Map<Integer, List<TwinProcessor.Job>> jobs = new HashMap<>();
    works.forEach(
        (device, its) ->
            jobs.computeIfAbsent(TwinShard.of(device), shard -> new ArrayList<>())
                .add(new TwinProcessor.Job(known.get(device).traits(), its, recalled.get(device))));
    Map<Integer, Future<byte[]>> sent = new HashMap<>();
    jobs.forEach(
        (shard, its) ->
            sent.put(
                shard, twins.submitToKey(shard, new TwinProcessor(its)).toCompletableFuture()));
    await(sent.values());
    Map<String, TwinAnswer> answers = new HashMap<>();
    for (Map.Entry<Integer, Future<byte[]>> one : sent.entrySet()) {
      List<TwinProcessor.Job> its = jobs.get(one.getKey());
      List<TwinAnswer> theirs = TwinAnswer.of(one.getValue().get(), its.size());
      for (int i = 0; i < its.size(); i++) {
        answers.put(its.get(i).traits().id(), theirs.get(i));
      }
    }
    return answers;
  }

  /** A failure leaves the others to themselves: the work is done again as a whole. */
  private static void await(Collection<? extends Future<?>> sent)
      throws ExecutionException, InterruptedException, TimeoutException {
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
    for (Future<?> one : sent) {
      one.get(Math.max(0, limit - System.nanoTime()), TimeUnit.NANOSECONDS);
    }
  }

  private Map<String, byte[]> recall(
      Map<String, List<DeviceWork>> works, Map<String, KnownDevice> known) throws SQLException {
    List<TwinMemory.Question> questions = new ArrayList<>();
    works.forEach(
        (device, its) -> questions.add(new TwinMemory.Question(known.get(device), before(its))));
    Map<String, byte[]> bytes = new HashMap<>();
    memory.recall(questions).forEach((device, twin) -> bytes.put(device, TwinCodec.encode(twin)));
    return bytes;
  }

  private static Instant before(List<DeviceWork> works) {
    return works.stream()
        .filter(work -> !work.readings().isEmpty())
        .map(work -> work.readings().get(0).at())
        .min(Instant::compareTo)
        .orElseGet(Instant::now);
  }

  private static Set<String> in(TwinAnswer.State state, Map<String, TwinAnswer> answers) {
    return answers.entrySet().stream()
        .filter(answer -> answer.getValue().state() == state)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private static void requireDone(Map<String, TwinAnswer> answers) {
    Set<String> waiting = in(TwinAnswer.State.NO_RULES, answers);
    if (!waiting.isEmpty()) {
      throw new StartingException(
          "the rules are not loaded yet where " + waiting.size() + " twins are");
    }
    Set<String> cold = in(TwinAnswer.State.COLD, answers);
    if (!cold.isEmpty()) {
      throw new OutageException(
          "the owners of " + cold.size() + " twins have another version of the application", null);
    }
  }
}
