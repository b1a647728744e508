package io.iotcrm.ejb.device;

import io.iotcrm.domain.device.TwinCodec;
import io.iotcrm.domain.rule.RuleEvent;
import io.iotcrm.domain.telemetry.Reading;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The form of work and its outcome on their way between instances. */
final class DeviceWorkCodec {
  private DeviceWorkCodec() {}

  static byte[] writeWork(List<DeviceWork> works) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256 + 128 * works.size());
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(works.size());
      for (DeviceWork work : works) {
        out.writeUTF(work.deviceId());
        out.writeBoolean(work.tick());
        out.writeInt(work.readings().size());
        for (Reading reading : work.readings()) {
          out.writeUTF(reading.key());
          out.writeLong(reading.at().toEpochMilli());
          TwinCodec.writeValue(out, reading.value());
        }
        TwinCodec.writeEvents(out, work.confirmed());
      }
    }
    return bytes.toByteArray();
  }

  static List<DeviceWork> readWork(byte[] bytes) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int size = in.readInt();
      List<DeviceWork> works = new ArrayList<>(size);
      for (int i = 0; i < size; i++) {
        String deviceId = in.readUTF();
        boolean tick = in.readBoolean();
        int count = in.readInt();
        List<Reading> readings = new ArrayList<>(count);
        for (int r = 0; r < count; r++) {
          String key = in.readUTF();
          Instant at = Instant.ofEpochMilli(in.readLong());
          readings.add(new Reading(deviceId, key, at, TwinCodec.readValue(in), null));
        }
        List<RuleEvent> confirmed = TwinCodec.readEvents(in);
        works.add(new DeviceWork(deviceId, readings, confirmed, tick));
      }
      return works;
    }
  }

  static byte[] writeFired(List<DeviceWork.Fired> fired) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(fired.size());
      for (DeviceWork.Fired one : fired) {
        out.writeUTF(one.deviceId());
        TwinCodec.writeEvents(out, one.events());
      }
    }
    return bytes.toByteArray();
  }

  static List<DeviceWork.Fired> readFired(byte[] bytes) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int size = in.readInt();
      List<DeviceWork.Fired> fired = new ArrayList<>(size);
      for (int i = 0; i < size; i++) {
        String deviceId = in.readUTF();
        fired.add(new DeviceWork.Fired(deviceId, TwinCodec.readEvents(in)));
      }
      return fired;
    }
  }
}
