package io.iotcrm.edge.pipeline;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

/**
 * A closed batch and the device messages that wait for it.
 *
 * @param bytes the encoded batch, or null where the messages only wait for the batches before them
 * @param readings how many readings are in it
 */
public record OutgoingBatch(byte[] bytes, int readings, List<Acknowledgement> acknowledgements) {
  private static final Logger LOG = System.getLogger(OutgoingBatch.class.getName());

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
