package io.iotcrm.ejb.device;

import com.hazelcast.core.ReadOnly;
import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.DataSerializable;
import java.io.IOException;
import java.util.Map;

/** Answers a device's twin as its owner has it, or null. */
final class TwinBytes
    implements EntryProcessor<Integer, TwinShard, byte[]>, ReadOnly, DataSerializable {
  private static final long serialVersionUID = 1L;

  private transient String deviceId;

  TwinBytes() {}

  TwinBytes(String deviceId) {
    this.deviceId = deviceId;
  }

  @Override
  public byte[] process(Map.Entry<Integer, TwinShard> entry) {
    return entry.getValue() == null ? null : entry.getValue().get(deviceId);
  }

  @Override
  public EntryProcessor<Integer, TwinShard, byte[]> getBackupProcessor() {
    return null;
  }

  @Override
  public void writeData(ObjectDataOutput out) throws IOException {
    out.writeString(deviceId);
  }

  @Override
  public void readData(ObjectDataInput in) throws IOException {
    deviceId = in.readString();
  }
}
