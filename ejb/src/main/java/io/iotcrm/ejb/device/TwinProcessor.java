package io.iotcrm.ejb.device;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.DataSerializable;
import io.iotcrm.domain.rule.RuleSet;
import io.iotcrm.domain.rule.twin.DeviceTraits;
import io.iotcrm.domain.rule.twin.Twin;
import io.iotcrm.domain.rule.twin.TwinCodec;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Does the work of the devices of one shard on the member that owns their twins: applies readings,
 * asks the rules, answers a {@link TwinAnswer} for each. The grid runs it on one thread per shard,
 * and ownership moves only between two runs, so no update is lost. Repeating it is harmless, and
 * where it throws nothing was changed.
 *
 * <p>Nothing here blocks: what is known of a device travels with its work, the rules are in the
 * owner's memory, and a twin that has to be rebuilt from the database, or of which a rule wants
 * windows for the first time, is asked back from the caller, who sends the work again with what it
 * recalled. Of that only is taken what is still not there.
 *
 * <p>The backup gets the twins that changed and not this processor: rules are asked once, and the
 * copy is the owner's also where the two members have different rules at the moment.
 */
final class TwinProcessor
    implements EntryProcessor<Integer, TwinShard, byte[]>,
        DataSerializable,
        HazelcastInstanceAware {
  private static final long serialVersionUID = 1L;

  private transient List<Job> jobs;
  private transient HazelcastInstance member;

  /** The grid asks for the backup after the run and on its thread. */
  private transient Map<String, byte[]> changed = Map.of();

  /**
   * What is to be done for one device, which is in this shard.
   *
   * @param recalled the twin as the database knows it, for an owner that has none; null to be asked
   */
  record Job(DeviceTraits traits, List<DeviceWork> works, byte[] recalled) {}

  TwinProcessor() {}

  /**
   * @param jobs one for each device
   */
  TwinProcessor(List<Job> jobs) {
    this.jobs = jobs;
  }

  @Override
  public void setHazelcastInstance(HazelcastInstance instance) {
    member = instance;
  }

  /** Returns {@link TwinAnswer#of(byte[], int)}'s bytes: an answer for each job. */
  @Override
  public byte[] process(Map.Entry<Integer, TwinShard> entry) {
    changed = new HashMap<>();
    Optional<TwinOwner> owner = TwinOwner.of(member);
    Optional<RuleSet> rules = owner.flatMap(TwinOwner::rules);
    TwinShard shard = entry.getValue() == null ? new TwinShard() : entry.getValue();
    List<TwinAnswer> answers = new ArrayList<>(jobs.size());
    for (Job job : jobs) {
      answers.add(
          rules.isEmpty()
              ? TwinAnswer.NO_RULES
              : answer(job, shard.get(job.traits().id()), owner.get(), rules.get()));
    }
    if (!changed.isEmpty()) {
      shard.putAll(changed);
      entry.setValue(shard);
    }
    return TwinAnswer.bytes(answers);
  }

  private TwinAnswer answer(Job job, byte[] before, TwinOwner owner, RuleSet rules) {
    Optional<Twin> kept = decode(before);
    Optional<Twin> recalled = decode(job.recalled());
    boolean lacks = kept.isPresent() && kept.get().lacksWindows(job.traits(), rules);
    if ((kept.isEmpty() || lacks) && recalled.isEmpty()) {
      return TwinAnswer.COLD;
    }
    if (kept.isEmpty()) {
      owner.countRebuilt();
    } else if (lacks) {
      kept.get().takeWindows(recalled.get(), job.traits(), rules);
    }
    Twin twin = kept.orElseGet(recalled::get);
    owner.apply(twin, job.works(), job.traits(), rules, Instant.now());
    byte[] after = TwinCodec.encode(twin);
    if (!Arrays.equals(before, after)) {
      changed.put(job.traits().id(), after);
    }
    return TwinAnswer.done(
        twin.dueAt(job.traits(), rules).orElse(null), List.copyOf(twin.pending()));
  }

  private static Optional<Twin> decode(byte[] bytes) {
    return bytes == null ? Optional.empty() : TwinCodec.decode(bytes);
  }

  @Override
  public EntryProcessor<Integer, TwinShard, byte[]> getBackupProcessor() {
    return changed.isEmpty() ? null : new TwinCopies(changed);
  }

  @Override
  public void writeData(ObjectDataOutput out) throws IOException {
    out.writeInt(jobs.size());
    for (Job job : jobs) {
      DeviceWorkCodec.writeTraits(out, job.traits());
      DeviceWorkCodec.writeWorks(out, job.works());
      out.writeByteArray(job.recalled());
    }
  }

  @Override
  public void readData(ObjectDataInput in) throws IOException {
    int size = in.readInt();
    jobs = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      DeviceTraits traits = DeviceWorkCodec.readTraits(in);
      jobs.add(new Job(traits, DeviceWorkCodec.readWorks(in, traits.id()), in.readByteArray()));
    }
  }
}
