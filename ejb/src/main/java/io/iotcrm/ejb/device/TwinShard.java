package io.iotcrm.ejb.device;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.DataSerializable;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * The twins of some devices, as one value of the grid: what a group of batches has for them is one
 * operation of their owner and one of its backup, not two for each device. The grid keeps it as an
 * object and changes it in place, one operation at a time; it is written as a whole only when it
 * moves to another member. Only the grid's own thread may touch it.
 */
final class TwinShard implements DataSerializable {
  /** The map they are in, by their number. */
  static final String MAP = "twin-shards";

  /**
   * Enough to divide the devices evenly over some ten members, few enough that a group of some
   * hundred devices has several in each.
   */
  static final int COUNT = 64;

  private static final long serialVersionUID = 1L;

  private transient Map<String, byte[]> twins = new HashMap<>();

  /** The number of the shard that has the device's twin, from 0 on. */
  static int of(String deviceId) {
    int hash = deviceId.hashCode() * 0x9E3779B9; // ids often differ in their last digits alone
    return (hash >>> 16) % COUNT;
  }

  /** Null where there is none. */
  byte[] get(String deviceId) {
    return twins.get(deviceId);
  }

  void putAll(Map<String, byte[]> changed) {
    twins.putAll(changed);
  }

  @Override
  public void writeData(ObjectDataOutput out) throws IOException {
    write(out, twins);
  }

  @Override
  public void readData(ObjectDataInput in) throws IOException {
    twins = read(in);
  }

  static void write(ObjectDataOutput out, Map<String, byte[]> twins) throws IOException {
    out.writeInt(twins.size());
    for (Map.Entry<String, byte[]> twin : twins.entrySet()) {
      out.writeString(twin.getKey());
      out.writeByteArray(twin.getValue());
    }
  }

  static Map<String, byte[]> read(ObjectDataInput in) throws IOException {
    int size = in.readInt();
    Map<String, byte[]> twins = new HashMap<>(Math.max(16, size * 2));
    for (int i = 0; i < size; i++) {
      twins.put(in.readString(), in.readByteArray());
    }
    return twins;
  }
}
