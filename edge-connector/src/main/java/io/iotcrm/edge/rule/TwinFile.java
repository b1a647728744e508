package io.iotcrm.edge.rule;

import io.iotcrm.edge.disk.RecordFile;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The twins on disk, so that rules know after a restart what they knew before. Each record is a
 * device's id and its twin; the last one of a device counts. Nothing is forced: what the process
 * wrote outlives the process, a power cut may cost the last seconds. Thread-safe.
 */
final class TwinFile {
  private static final Logger LOG = System.getLogger(TwinFile.class.getName());
  private static final int MAX_RECORD = 256 * 1024;

  private final RecordFile file;
  private boolean failed;

  TwinFile(Path path) throws IOException {
    file = RecordFile.unforced(path, MAX_RECORD);
  }

  /** The newest twin of each device; to be asked once, before anything is written. */
  synchronized Map<String, byte[]> load() throws IOException {
    Map<String, byte[]> twins = new HashMap<>();
    file.read(record -> twins.put(record.readUTF(), record.readAllBytes()));
    return twins;
  }

  synchronized void append(String deviceId, byte[] twin) {
    try {
      file.append(List.of(record(deviceId, twin)));
      failed = false;
    } catch (IOException e) {
      complain(e);
    }
  }

  /** Replaces all by these; a crash leaves the old file or the new one. */
  synchronized void rewrite(Map<String, byte[]> twins) {
    try {
      file.rewrite(
          twins.entrySet().stream().map(twin -> record(twin.getKey(), twin.getValue())).toList());
      failed = false;
    } catch (IOException e) {
      complain(e);
    }
  }

  private static RecordFile.Content record(String deviceId, byte[] twin) {
    return out -> {
      out.writeUTF(deviceId);
      out.write(twin);
    };
  }

  /** The rules go on with what is in memory. */
  private void complain(IOException e) {
    if (!failed) {
      failed = true;
      LOG.log(Level.WARNING, "what the rules know cannot be kept on disk: {0}", e.toString());
    }
  }

  /** Bytes on disk. */
  synchronized long size() {
    return file.size();
  }

  synchronized void close() {
    file.close();
  }
}
