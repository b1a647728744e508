package io.iotcrm.edge.disk;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.zip.CRC32C;

/**
 * Records one after the other, each of length, CRC32C and content. What a power cut left unfinished
 * at the end is cut off when the file is read. For one thread.
 */
public final class RecordFile implements AutoCloseable {
  private static final Logger LOG = System.getLogger(RecordFile.class.getName());
  private static final int HEADER = 8;

  private final Path path;
  private final int maxContent;
  private final boolean forced;
  private FileChannel channel;
  private long size;

  /** Writes what one record holds. */
  public interface Content {
    void writeTo(DataOutputStream out) throws IOException;
  }

  /** Takes what one record holds. */
  public interface Reader {
    void read(DataInputStream content) throws IOException;
  }

  private RecordFile(Path path, int maxContent, boolean forced) throws IOException {
    this.path = path;
    this.maxContent = maxContent;
    this.forced = forced;
    channel = open(path);
  }

  /**
   * A file whose records are on disk when a method that writes them returns.
   *
   * @param maxContent bytes; what claims to be longer is no record
   */
  public static RecordFile forced(Path path, int maxContent) throws IOException {
    return new RecordFile(path, maxContent, true);
  }

  /**
   * A file that outlives the process; a power cut may cost the last seconds.
   *
   * @param maxContent bytes; what claims to be longer is no record
   */
  public static RecordFile unforced(Path path, int maxContent) throws IOException {
    return new RecordFile(path, maxContent, false);
  }

  private static FileChannel open(Path path) throws IOException {
    return FileChannel.open(
        path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  /** Reads all records, oldest first; to be done once, before anything is written. */
  public void read(Reader reader) throws IOException {
    byte[] all = Files.readAllBytes(path);
    ByteBuffer buffer = ByteBuffer.wrap(all);
    while (buffer.remaining() >= HEADER) {
      int length = buffer.getInt();
      int checksum = buffer.getInt();
      int from = buffer.position();
      if (length <= 0
          || length > maxContent
          || length > buffer.remaining()
          || checksum != checksum(all, from, length)) {
        break;
      }
      reader.read(new DataInputStream(new ByteArrayInputStream(all, from, length)));
      buffer.position(from + length);
      size = buffer.position();
    }
    if (size < all.length) {
      LOG.log(Level.WARNING, "{0} ended in something unfinished, as after a power cut", path);
      channel.truncate(size);
    }
  }

  /** Adds records; after a failure, none of them is in the file. */
  public void append(Collection<Content> records) throws IOException {
    try {
      size = write(channel, size, records);
    } catch (IOException e) {
      channel.truncate(size);
      throw e;
    }
  }

  /** Replaces all by these records; a crash or a failure leaves the old ones or the new ones. */
  public void rewrite(Collection<Content> records) throws IOException {
    Path fresh = path.resolveSibling(path.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    FileChannel replaced = channel;
    FileChannel replacement = open(fresh);
    try {
      long written = write(replacement, 0, records);
      Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      channel = replacement;
      size = written;
    } catch (IOException e) {
      replacement.close();
      throw e;
    }
    replaced.close();
  }

  /** Returns the offset after the last of them. */
  private long write(FileChannel to, long from, Collection<Content> records) throws IOException {
    to.position(from);
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(to)));
    for (Content one : records) {
      content.reset();
      one.writeTo(new DataOutputStream(content));
      byte[] bytes = content.toByteArray();
      out.writeInt(bytes.length);
      out.writeInt(checksum(bytes, 0, bytes.length));
      out.write(bytes);
    }
    out.flush();
    if (forced) {
      to.force(false);
    }
    return to.position();
  }

  private static int checksum(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }

  /** Bytes on disk. */
  public long size() {
    return size;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "closing", e);
    }
  }
}
