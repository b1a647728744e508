package io.iotcrm.edge.pipeline;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

/**
 * A closed batch and the device messages that wait for it.
 *
 * @param bytes the encoded batch, or null where the messages only wait for the batches before them
 * @param lane the lane of all its devices
 * @param readings how many readings are in it
 */
public record OutgoingBatch(
    byte[] bytes, int lane, int readings, List<Acknowledgement> acknowledgements) {
  private static final Logger LOG = System.getLogger(OutgoingBatch.class.getName());

  /** Messages without readings, which only wait for the batches before them. */
  static OutgoingBatch ofNothing(List<Acknowledgement> acknowledgements) {
    return new OutgoingBatch(null, 0, 0, acknowledgements);
  }

  /** Tells every message that it is safe; one that cannot be told does not keep the others. */
  public void acknowledge() {
    for (Acknowledgement acknowledgement : acknowledgements) {
      try {
        acknowledgement.acknowledge();
      } catch (RuntimeException e) {
        LOG.log(Level.DEBUG, "an acknowledgement did not reach its device", e);
      }
    }
  }

  public int size() {
    return bytes == null ? 0 : bytes.length;
  }
}
