package io.iotcrm.ejb.device;

import io.iotcrm.domain.rule.twin.DeviceTraits;
import io.iotcrm.domain.rule.twin.TwinCodec;
import io.iotcrm.domain.telemetry.Reading;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The form of a device's work on its way to the owner of the twin. */
final class DeviceWorkCodec {
  private DeviceWorkCodec() {}

  static void writeWorks(DataOutput out, List<DeviceWork> works) throws IOException {
    out.writeInt(works.size());
    for (DeviceWork work : works) {
      out.writeBoolean(work.tick());
      out.writeInt(work.readings().size());
      for (Reading reading : work.readings()) {
        out.writeUTF(reading.key());
        // Whole, so that a repetition is at the same time whether or not it has travelled.
        out.writeLong(reading.at().getEpochSecond());
        out.writeInt(reading.at().getNano());
        TwinCodec.writeValue(out, reading.value());
      }
      TwinCodec.writeEvents(out, work.confirmed());
    }
  }

  static List<DeviceWork> readWorks(DataInput in, String deviceId) throws IOException {
    int size = in.readInt();
    List<DeviceWork> works = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      boolean tick = in.readBoolean();
      int count = in.readInt();
      List<Reading> readings = new ArrayList<>(count);
      for (int r = 0; r < count; r++) {
        String key = in.readUTF();
        Instant at = Instant.ofEpochSecond(in.readLong(), in.readInt());
        readings.add(new Reading(deviceId, key, at, TwinCodec.readValue(in), null));
      }
      works.add(new DeviceWork(deviceId, readings, TwinCodec.readEvents(in), tick));
    }
    return works;
  }

  static void writeTraits(DataOutput out, DeviceTraits traits) throws IOException {
    out.writeUTF(traits.id());
    TwinCodec.writeValue(out, traits.profileKey());
    TwinCodec.writeValue(out, traits.site());
    TwinCodec.writeValue(out, traits.accountId());
    TwinCodec.writeValue(out, traits.contactId());
    writeMap(out, traits.attributes());
    writeMap(out, traits.customer());
    writeMap(out, traits.account());
  }

  static DeviceTraits readTraits(DataInput in) throws IOException {
    String id = in.readUTF();
    String profileKey = (String) TwinCodec.readValue(in);
    String site = (String) TwinCodec.readValue(in);
    String accountId = (String) TwinCodec.readValue(in);
    String contactId = (String) TwinCodec.readValue(in);
    return new DeviceTraits(
        id, profileKey, site, accountId, contactId, readMap(in), readMap(in), readMap(in));
  }

  private static void writeMap(DataOutput out, Map<String, Object> map) throws IOException {
    out.writeInt(map.size());
    for (Map.Entry<String, Object> attribute : map.entrySet()) {
      writeText(out, attribute.getKey());
      boolean text = attribute.getValue() instanceof String;
      out.writeBoolean(text);
      if (text) {
        writeText(out, (String) attribute.getValue());
      } else {
        TwinCodec.writeValue(out, attribute.getValue());
      }
    }
  }

  private static Map<String, Object> readMap(DataInput in) throws IOException {
    int size = in.readInt();
    if (size == 0) {
      return Map.of();
    }
    Map<String, Object> map = new HashMap<>();
    for (int i = 0; i < size; i++) {
      String name = readText(in);
      map.put(name, in.readBoolean() ? readText(in) : TwinCodec.readValue(in));
    }
    return map;
  }

  /** Attributes are as long as the registry lets them; {@code writeUTF} ends at 64 KiB. */
  private static void writeText(DataOutput out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String readText(DataInput in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
