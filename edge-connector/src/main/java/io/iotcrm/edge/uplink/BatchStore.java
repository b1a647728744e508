package io.iotcrm.edge.uplink;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * Batches on disk, in order, until the centre has them.
 *
 * <p>What {@link #sync} returned from survives a power cut. After a crash some batches that were
 * already acknowledged are read again (the position is kept only as whole files): the centre knows
 * them by their id. Not thread-safe, except for {@link #batches} and {@link #bytes}.
 */
public final class BatchStore implements AutoCloseable {
  private static final Logger LOG = System.getLogger(BatchStore.class.getName());
  private static final String SUFFIX = ".batches";

  /** A file takes batches for so long, so that what is too old can go file by file. */
  private static final long FILE_MILLIS = Duration.ofHours(1).toMillis();

  private final Path directory;
  private final long maxBytes;
  private final long segmentBytes;
  private final InstantSource clock;
  private final Deque<Segment> segments = new ArrayDeque<>();
  private long nextFile = 1;

  /** Where reading goes on: a segment and an offset in it. */
  private Segment readSegment;

  private long readOffset;

  /** Batches that were read and not acknowledged, oldest first. */
  private final Deque<Position> outstanding = new ArrayDeque<>();

  /** How many records of the oldest segment are acknowledged. */
  private int acknowledgedInFirst;

  private long acknowledgedReadings;
  private long acknowledgedOffset;
  private volatile int batches;
  private volatile long bytes;
  private volatile long oldest;

  private record Position(Segment segment, long end, int readings) {}

  /** What was given up. */
  public record Dropped(int batches, int readings) {}

  private BatchStore(Path directory, long maxBytes, InstantSource clock) {
    this.clock = clock;
    this.directory = directory;
    this.maxBytes = maxBytes;
    this.segmentBytes = Math.max(64 * 1024, Math.min(1024 * 1024, maxBytes / 16));
  }

  /** Opens the store with what an earlier life left in it. */
  public static BatchStore open(Path directory, long maxBytes) throws IOException {
    return open(directory, maxBytes, InstantSource.system());
  }

  static BatchStore open(Path directory, long maxBytes, InstantSource clock) throws IOException {
    Files.createDirectories(directory);
    BatchStore store = new BatchStore(directory, maxBytes, clock);
    List<Path> files;
    try (Stream<Path> found = Files.list(directory)) {
      files = found.filter(f -> f.toString().endsWith(SUFFIX)).sorted().toList();
    }
    for (Path file : files) {
      Segment segment = Segment.open(file);
      String name = file.getFileName().toString();
      store.nextFile = Long.parseLong(name.substring(0, name.length() - SUFFIX.length())) + 1;
      if (segment.damaged()) {
        LOG.log(
            Level.WARNING,
            "{0} ended in something that is not a whole batch, as after a power cut: kept {1} batches",
            file,
            segment.records());
      }
      if (segment.records() == 0) {
        segment.delete();
        continue;
      }
      store.segments.add(segment);
      store.batches += segment.records();
      store.bytes += segment.size();
    }
    store.noteOldest();
    return store;
  }

  /** Whether one more batch stays within the bound. */
  public boolean hasRoomFor(byte[] batch) {
    return bytes + Segment.sizeOf(batch) <= maxBytes;
  }

  /** Adds at the end; on disk for certain only after {@link #sync}. */
  public void append(byte[] batch, int readings) throws IOException {
    Segment last = segments.peekLast();
    long now = clock.millis();
    boolean full =
        last != null
            && last.records() > 0
            && (last.size() + Segment.sizeOf(batch) > segmentBytes
                || now - last.openedAt() > FILE_MILLIS);
    if (last == null || full) {
      if (last != null) {
        last.sync();
      }
      last = Segment.create(directory.resolve(String.format("%016d%s", nextFile++, SUFFIX)), now);
      segments.add(last);
      noteOldest();
      syncDirectory();
    }
    long before = last.size();
    last.append(batch, readings, now);
    batches++;
    bytes += last.size() - before;
  }

  public void sync() throws IOException {
    if (!segments.isEmpty()) {
      segments.getLast().sync();
    }
  }

  /** After {@link #append} or {@link #sync} failed: what was not synced is not in the store. */
  public void discardUnsynced() throws IOException {
    Segment last = segments.peekLast();
    if (last != null) {
      int records = last.records();
      long size = last.size();
      last.discardUnsynced();
      batches = batches - records + last.records();
      bytes = bytes - size + last.size();
    }
  }

  /** The next batch that was not read since the last {@link #rewind}, or null. */
  public Batch next() throws IOException {
    if (readSegment == null) {
      if (segments.isEmpty()) {
        return null;
      }
      readSegment = segments.getFirst();
      readOffset = acknowledgedOffset;
    }
    while (readOffset >= readSegment.size()) {
      Segment following = after(readSegment);
      if (following == null) {
        return null;
      }
      readSegment = following;
      readOffset = 0;
    }
    Segment.Stored stored = readSegment.read(readOffset);
    if (stored == null) {
      throw new IOException(readSegment.file() + " was changed by somebody else");
    }
    readOffset = stored.end();
    outstanding.add(new Position(readSegment, stored.end(), stored.readings()));
    return new Batch(stored.batch(), stored.readings());
  }

  /** The oldest batch that was read has arrived; its file goes once all in it have. */
  public void acknowledgeOldest() throws IOException {
    Position position = outstanding.remove();
    Segment first = segments.getFirst();
    if (position.segment() != first) {
      throw new IllegalStateException("batches are acknowledged in their order");
    }
    acknowledgedInFirst++;
    acknowledgedReadings += position.readings();
    acknowledgedOffset = position.end();
    batches = batches - 1;
    if (acknowledgedInFirst == first.records()) {
      removeFirst();
    }
  }

  /** Batches that were read and not acknowledged will be read again. */
  public void rewind() {
    outstanding.clear();
    readSegment = null;
  }

  /** Gives up the oldest file of batches. Only after {@link #rewind}. */
  public Dropped dropOldest() throws IOException {
    if (segments.isEmpty()) {
      return new Dropped(0, 0);
    }
    Segment first = segments.getFirst();
    int lost = first.records() - acknowledgedInFirst;
    int readings = (int) (first.readings() - acknowledgedReadings);
    batches = batches - lost;
    removeFirst();
    return new Dropped(lost, readings);
  }

  /** Whether the oldest file holds nothing that was put there since. */
  public boolean isOlderThan(Instant limit) {
    return !segments.isEmpty() && segments.getFirst().newestAt() < limit.toEpochMilli();
  }

  /** When the oldest file was begun; null where the store is empty. May be asked by any thread. */
  public Instant oldestAt() {
    long at = oldest;
    return at == 0 ? null : Instant.ofEpochMilli(at);
  }

  private void noteOldest() {
    oldest = segments.isEmpty() ? 0 : segments.getFirst().openedAt();
  }

  private void removeFirst() throws IOException {
    Segment first = segments.removeFirst();
    bytes = bytes - first.size();
    acknowledgedInFirst = 0;
    acknowledgedReadings = 0;
    acknowledgedOffset = 0;
    noteOldest();
    if (readSegment == first) {
      readSegment = null;
    }
    first.delete();
  }

  private Segment after(Segment segment) {
    boolean found = false;
    for (Segment candidate : segments) {
      if (found) {
        return candidate;
      }
      found = candidate == segment;
    }
    return null;
  }

  /** A new file's name must be on disk too, or the file is lost with its batches. */
  private void syncDirectory() throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  public boolean isEmpty() {
    return batches == 0;
  }

  /** How many batches the centre does not have yet. */
  public int batches() {
    return batches;
  }

  public long bytes() {
    return bytes;
  }

  @Override
  public void close() throws IOException {
    for (Segment segment : segments) {
      segment.sync();
      segment.close();
    }
  }

  /** An encoded batch and how many readings are in it. */
  public record Batch(byte[] bytes, int readings) {}
}
