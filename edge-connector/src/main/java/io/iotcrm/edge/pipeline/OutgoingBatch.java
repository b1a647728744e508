package io.iotcrm.edge.pipeline;

import java.util.List;

/**
 * A closed batch and the device messages that wait for it.
 *
 * @param bytes the encoded batch, or null where the messages only wait for the batches before them
 * @param readings how many readings are in it
 */
public record OutgoingBatch(byte[] bytes, int readings, List<Acknowledgement> acknowledgements) {

  public int size() {
    return bytes == null ? 0 : bytes.length;
  }
}
