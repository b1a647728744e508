package io.iotcrm.ejb.device;

import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.DataSerializable;
import java.io.IOException;
import java.util.Map;

/** Puts on the backup what the owner has put. */
final class TwinCopy implements EntryProcessor<String, byte[], byte[]>, DataSerializable {
  private static final long serialVersionUID = 1L;

  private transient byte[] twin;

  TwinCopy() {}

  TwinCopy(byte[] twin) {
    this.twin = twin;
  }

  @Override
  public byte[] process(Map.Entry<String, byte[]> entry) {
    entry.setValue(twin);
    return null;
  }

  @Override
  public void writeData(ObjectDataOutput out) throws IOException {
    out.writeByteArray(twin);
  }

  @Override
  public void readData(ObjectDataInput in) throws IOException {
    twin = in.readByteArray();
  }
}
