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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Does the work of one device on the member that owns its twin: applies readings, asks the rules,
 * answers a {@link TwinAnswer}. The grid runs it on one thread per twin, and ownership moves only
 * between two runs, so no update is lost. Repeating it is harmless.
 *
 * <p>Nothing here blocks: what is known of the device travels with the work, the rules are in the
 * owner's memory, and a twin that has to be rebuilt from the database is asked back from the
 * caller, who sends the work again with what it recalled. That is taken only where there is still
 * no twin.
 *
 * <p>The backup gets the resulting bytes and not this processor: rules are asked once, and the copy
 * is the owner's also where the two members have different rules at the moment.
 */
final class TwinProcessor
    implements EntryProcessor<String, byte[], byte[]>, DataSerializable, HazelcastInstanceAware {
  private static final long serialVersionUID = 1L;

  private transient DeviceTraits traits;
  private transient List<DeviceWork> works;
  private transient byte[] recalled;
  private transient HazelcastInstance member;

  /** The grid asks for the backup after the run and on its thread. */
  private transient byte[] result;

  TwinProcessor() {}

  /**
   * @param recalled the twin as the database knows it, for an owner that has none; null to be asked
   */
  TwinProcessor(DeviceTraits traits, List<DeviceWork> works, byte[] recalled) {
    this.traits = traits;
    this.works = works;
    this.recalled = recalled;
  }

  @Override
  public void setHazelcastInstance(HazelcastInstance instance) {
    member = instance;
  }

  @Override
  public byte[] process(Map.Entry<String, byte[]> entry) {
    result = null;
    Optional<TwinOwner> owner = TwinOwner.of(member);
    Optional<RuleSet> rules = owner.flatMap(TwinOwner::rules);
    if (rules.isEmpty()) {
      return TwinAnswer.NO_RULES.bytes();
    }
    byte[] before = entry.getValue();
    Optional<Twin> kept = decode(before);
    Optional<Twin> twin = kept.isPresent() ? kept : decode(recalled);
    if (twin.isEmpty()) {
      return TwinAnswer.COLD.bytes();
    }
    if (kept.isEmpty()) {
      owner.get().countRebuilt();
    }
    owner.get().apply(twin.get(), works, traits, rules.get(), Instant.now());
    byte[] after = TwinCodec.encode(twin.get());
    if (!Arrays.equals(before, after)) {
      entry.setValue(after);
      result = after;
    }
    return TwinAnswer.done(
            twin.get().dueAt(traits, rules.get()).orElse(null), List.copyOf(twin.get().pending()))
        .bytes();
  }

  private static Optional<Twin> decode(byte[] bytes) {
    return bytes == null ? Optional.empty() : TwinCodec.decode(bytes);
  }

  @Override
  public EntryProcessor<String, byte[], byte[]> getBackupProcessor() {
    return result == null ? null : new TwinCopy(result);
  }

  @Override
  public void writeData(ObjectDataOutput out) throws IOException {
    DeviceWorkCodec.writeTraits(out, traits);
    DeviceWorkCodec.writeWorks(out, works);
    out.writeByteArray(recalled);
  }

  @Override
  public void readData(ObjectDataInput in) throws IOException {
    traits = DeviceWorkCodec.readTraits(in);
    works = DeviceWorkCodec.readWorks(in, traits.id());
    recalled = in.readByteArray();
  }
}
