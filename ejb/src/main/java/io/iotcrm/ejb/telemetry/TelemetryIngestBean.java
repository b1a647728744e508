package io.iotcrm.ejb.telemetry;

import io.iotcrm.domain.telemetry.IngestBatch;
import io.iotcrm.domain.telemetry.IngestBatchCodec;
import io.iotcrm.domain.telemetry.MalformedTelemetryException;
import io.iotcrm.ejb.platform.Intake;
import io.iotcrm.ejb.platform.PoisonException;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/**
 * Takes batches from the queue. Without a transaction around it: a two-phase commit per message
 * costs ten times what it saves, because everything behind is idempotent and the message is
 * acknowledged last. Bound to its queue in {@code glassfish-ejb-jar.xml}.
 */
@MessageDriven(messageListenerInterface = MessageListener.class)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class TelemetryIngestBean implements MessageListener {
  private static final String QUEUE = "telemetry-ingest";
  private static final String ADDRESS = "v1.ingest.";

  private final IngestBatchCodec codec = new IngestBatchCodec();

  @Inject private Intake intake;
  @Inject private IngestGate gate;
  @Inject private TelemetryIngest ingest;

  @Override
  public void onMessage(Message message) {
    intake.take(QUEUE, IngestBatchCodec.MAX_BYTES, gate.gate(), message, this::ingest);
  }

  private void ingest(Intake.Incoming message) throws Exception {
    IngestBatch batch;
    try {
      batch = codec.decode(message.body());
    } catch (MalformedTelemetryException e) {
      throw new PoisonException(e.getMessage(), e);
    }
    // Behind the edge's id comes the lane; an id has no dots.
    if (!(message.address() + ".").startsWith(ADDRESS + batch.edgeId() + ".")) {
      throw new PoisonException(
          "the batch says edge %s but came to %s".formatted(batch.edgeId(), message.address()));
    }
    ingest.ingest(batch, "edge/" + batch.edgeId());
  }
}
