package io.iotcrm.edge.rule;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * The twins on disk, so that rules know after a restart what they knew before. Records are length,
 * CRC32C, the device's id and the twin; the last one of a device counts, and what a power cut left
 * unfinished at the end is cut off. Nothing is forced: what the process wrote outlives the process,
 * a power cut may cost the last seconds. Thread-safe.
 */
final class TwinFile {
  private static final Logger LOG = System.getLogger(TwinFile.class.getName());
  private static final int HEADER = 8;
  private static final int MAX_RECORD = 256 * 1024;

  private final Path path;
  private FileChannel channel;
  private long size;
  private boolean failed;

  TwinFile(Path path) {
    this.path = path;
  }

  /** Opens the file and reads the newest twin of each device. */
  synchronized Map<String, byte[]> load() throws IOException {
    channel = open(path);
    Map<String, byte[]> twins = new HashMap<>();
    byte[] all = Files.readAllBytes(path);
    ByteBuffer buffer = ByteBuffer.wrap(all);
    while (buffer.remaining() >= HEADER) {
      int length = buffer.getInt();
      int checksum = buffer.getInt();
      if (length <= 0
          || length > MAX_RECORD
          || length > buffer.remaining()
          || checksum != checksum(all, buffer.position(), length)) {
        break;
      }
      DataInputStream record =
          new DataInputStream(new ByteArrayInputStream(all, buffer.position(), length));
      twins.put(record.readUTF(), record.readAllBytes());
      buffer.position(buffer.position() + length);
      size = buffer.position();
    }
    if (size < all.length) {
      LOG.log(Level.WARNING, "{0} ended in something unfinished, as after a power cut", path);
      channel.truncate(size);
    }
    return twins;
  }

  private static FileChannel open(Path path) throws IOException {
    return FileChannel.open(
        path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  synchronized void append(String deviceId, byte[] twin) {
    try {
      size += write(channel, size, deviceId, twin);
      failed = false;
    } catch (IOException e) {
      complain(e);
    }
  }

  /** Replaces all by these; a crash leaves the old file or the new one. */
  synchronized void rewrite(Map<String, byte[]> twins) {
    Path fresh = path.resolveSibling(path.getFileName() + ".new");
    try {
      Files.deleteIfExists(fresh);
      FileChannel replacement = open(fresh);
      long written = 0;
      try {
        for (Map.Entry<String, byte[]> twin : twins.entrySet()) {
          written += write(replacement, written, twin.getKey(), twin.getValue());
        }
        Files.move(
            fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException e) {
        replacement.close();
        throw e;
      }
      channel.close();
      channel = replacement;
      size = written;
      failed = false;
    } catch (IOException e) {
      complain(e);
    }
  }

  /** The rules go on with what is in memory. */
  private void complain(IOException e) {
    if (!failed) {
      failed = true;
      LOG.log(Level.WARNING, "what the rules know cannot be kept on disk: {0}", e.toString());
    }
  }

  private static int write(FileChannel to, long at, String deviceId, byte[] twin)
      throws IOException {
    byte[] id = deviceId.getBytes(StandardCharsets.US_ASCII);
    int length = 2 + id.length + twin.length;
    ByteBuffer record = ByteBuffer.allocate(HEADER + length);
    record.position(HEADER);
    record.putShort((short) id.length).put(id).put(twin);
    record.putInt(0, length).putInt(4, checksum(record.array(), HEADER, length)).flip();
    long position = at;
    while (record.hasRemaining()) {
      position += to.write(record, position);
    }
    return HEADER + length;
  }

  private static int checksum(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }

  /** Bytes on disk. */
  synchronized long size() {
    return size;
  }

  synchronized void close() {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "closing", e);
    }
  }
}
