package io.iotcrm.domain.telemetry;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What several devices published, in the order in which the broker took it: the broker keeps and
 * delivers one bundle at the cost of one message.
 *
 * <p>A byte with the version (1), then for each message: the topic's length in two bytes, the topic
 * in UTF-8, the payload's length in four bytes, the payload; numbers are big-endian.
 */
public final class MessageBundle {
  private static final byte VERSION = 1;

  private MessageBundle() {}

  /** A device's message as it was published. */
  public record Published(String topic, byte[] payload) {}

  /** Puts messages together. Not thread-safe. */
  public static final class Writer {
    private static final int MOST_TOPIC = 0xffff;

    private byte[] bytes = new byte[4096];
    private int size = 1;
    private int messages;

    public Writer() {
      bytes[0] = VERSION;
    }

    /**
     * Makes room for a message.
     *
     * @param topic UTF-8, at most 65,535 bytes
     * @return where the payload's bytes are to be put; good until the next call
     */
    public ByteBuffer add(byte[] topic, int payloadBytes) {
      if (topic.length > MOST_TOPIC) {
        throw new IllegalArgumentException("a topic of " + topic.length + " bytes");
      }
      int end = size + 2 + topic.length + 4 + payloadBytes;
      if (end > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(end, 2 * bytes.length));
      }
      ByteBuffer place = ByteBuffer.wrap(bytes, size, end - size);
      place.putShort((short) topic.length).put(topic).putInt(payloadBytes);
      size = end;
      messages++;
      return place;
    }

    public int messages() {
      return messages;
    }

    /** Bytes so far. */
    public int size() {
      return size;
    }

    public byte[] toBytes() {
      return Arrays.copyOf(bytes, size);
    }
  }

  /**
   * @throws MalformedTelemetryException where it is not what a {@link Writer} wrote
   */
  public static List<Published> read(byte[] bundle) throws MalformedTelemetryException {
    ByteBuffer from = ByteBuffer.wrap(bundle);
    if (!from.hasRemaining() || from.get() != VERSION) {
      throw new MalformedTelemetryException("not a bundle of messages of version " + VERSION);
    }
    List<Published> messages = new ArrayList<>();
    while (from.hasRemaining()) {
      String topic =
          new String(
              part(from, from.remaining() < 2 ? -1 : from.getShort() & 0xffff),
              StandardCharsets.UTF_8);
      messages.add(new Published(topic, part(from, from.remaining() < 4 ? -1 : from.getInt())));
    }
    return messages;
  }

  private static byte[] part(ByteBuffer from, int length) throws MalformedTelemetryException {
    if (length < 0 || length > from.remaining()) {
      throw new MalformedTelemetryException("a bundle of messages that ends too early");
    }
    byte[] part = new byte[length];
    from.get(part);
    return part;
  }
}
