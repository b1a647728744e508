package io.iotcrm.edge.uplink;

import java.io.IOException;

/**
 * The way to the centre. It connects by itself, and again after every loss.
 *
 * <p>A batch counts as accepted only when the far side said so; after a loss, nothing that was not
 * acknowledged before {@link Events#lost} is acknowledged any more.
 */
public interface Link extends AutoCloseable {

  /** Starts connecting. Events come from the link's own threads. */
  void start(Events events);

  /**
   * Hands over one batch; returns before it is accepted.
   *
   * @param ticket comes back in {@link Events#accepted}
   * @param lane the batches of a lane have to arrive in the order in which they are sent
   * @throws IOException when the connection does not take it
   */
  void send(long ticket, int lane, byte[] batch) throws IOException;

  /** Drops the connection and connects again. */
  void reset();

  @Override
  void close();

  /** What the link tells its user. */
  interface Events {
    void connected();

    void lost();

    void accepted(long ticket);

    /** The far side took the message and said that it will not keep it. */
    void refused(long ticket, String reason);
  }
}
