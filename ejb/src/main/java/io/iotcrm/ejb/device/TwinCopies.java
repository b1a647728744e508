package io.iotcrm.ejb.device;

import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.DataSerializable;
import java.io.IOException;
import java.util.Map;

/** Puts on the backup what the owner has put: the twins that changed, by device. */
final class TwinCopies implements EntryProcessor<Integer, TwinShard, byte[]>, DataSerializable {
  private static final long serialVersionUID = 1L;

  private transient Map<String, byte[]> twins;

  TwinCopies() {}

  TwinCopies(Map<String, byte[]> twins) {
    this.twins = twins;
  }

  @Override
  public byte[] process(Map.Entry<Integer, TwinShard> entry) {
    TwinShard shard = entry.getValue() == null ? new TwinShard() : entry.getValue();
    shard.putAll(twins);
    entry.setValue(shard);
    return null;
  }

  @Override
  public void writeData(ObjectDataOutput out) throws IOException {
    TwinShard.write(out, twins);
  }

  @Override
  public void readData(ObjectDataInput in) throws IOException {
    twins = TwinShard.read(in);
  }
}
