package io.iotcrm.ejb.platform;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.BytesMessage;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

/**
 * How every message-driven bean here treats a message. It returns (and with that the message is
 * acknowledged) only when the work is done or the message lies with the dead letters; while
 * something is away it waits; it throws only when this instance stops, so that another gets the
 * message.
 */
@ApplicationScoped
public class Intake {
  private static final Logger LOG = System.getLogger(Intake.class.getName());
  private static final int MAX_REASON = 300;
  private static final long STOPPING_PAUSE_MILLIS = 200;

  /** Where the broker keeps the address a message was first sent to. */
  private static final String ORIGINAL_ADDRESS = "_AMQ_ORIG_ADDRESS";

  @Inject private Meters meters;
  @Inject private FailedWorkTable failedWork;

  @Resource(lookup = "jms/iotcrm")
  private ConnectionFactory connectionFactory;

  /**
   * A message taken apart.
   *
   * @param address where it was sent to, with dots: {@code v1.ingest.edge-1}; "" if not known
   */
  public record Incoming(String address, byte[] body) {}

  /** What a bean does with a message. Done again after an outage, so it must be idempotent. */
  @FunctionalInterface
  public interface Work {
    void handle(Incoming message) throws Exception;
  }

  /**
   * @param queue the queue that the message came from; its dead letters are in {@code queue.dead}
   * @param maxBytes the largest message that is read at all
   */
  public void take(String queue, int maxBytes, OutageGate gate, Message message, Work work) {
    try {
      gate.hold(
          () -> {
            work.handle(read(message, maxBytes));
            return null;
          });
    } catch (OutageGate.ClosedException e) {
      pause();
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted; the message goes back to the broker", e);
    } catch (Exception e) {
      bury(queue, gate, message, e);
    }
  }

  /** Until this instance's consumers are closed, the broker may send it the same message again. */
  private static void pause() {
    try {
      Thread.sleep(STOPPING_PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Incoming read(Message message, int maxBytes) throws JMSException, PoisonException {
    if (message instanceof BytesMessage bytes) {
      bytes.reset();
      long length = bytes.getBodyLength();
      if (length > maxBytes) {
        throw new PoisonException("the message has " + length + " bytes, at most " + maxBytes);
      }
      byte[] body = new byte[(int) length];
      bytes.readBytes(body);
      return new Incoming(address(message), body);
    }
    if (message instanceof TextMessage text && text.getText() != null) {
      return new Incoming(address(message), text.getText().getBytes(StandardCharsets.UTF_8));
    }
    throw new PoisonException("the message has neither bytes nor text");
  }

  private static String address(Message message) throws JMSException {
    String original = message.getStringProperty(ORIGINAL_ADDRESS);
    if (original != null) {
      return original;
    }
    if (message.getJMSDestination() instanceof Topic topic) {
      return topic.getTopicName();
    }
    return message.getJMSDestination() instanceof Queue queue ? queue.getQueueName() : "";
  }

  private void bury(String queue, OutageGate gate, Message message, Exception cause) {
    String reason = String.valueOf(cause.getMessage());
    String shortened = reason.length() > MAX_REASON ? reason.substring(0, MAX_REASON) : reason;
    boolean expected = cause instanceof PoisonException;
    LOG.log(
        expected ? Level.DEBUG : Level.WARNING,
        "A message of " + queue + " goes to the dead letters: " + shortened,
        expected ? null : cause);
    try {
      gate.hold(
          () -> {
            send(queue + ".dead", message, shortened);
            return null;
          });
      meters.poison(queue);
      count(queue, shortened);
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw new IllegalStateException("the message goes back to the broker", e);
    }
  }

  /** The message lies with the dead letters by now: without the count it is found there as well. */
  private void count(String queue, String reason) {
    try {
      failedWork.buried(queue, reason);
    } catch (SQLException | RuntimeException e) {
      LOG.log(Level.DEBUG, "A dead letter was not counted", e);
    }
  }

  private void send(String deadLetters, Message message, String reason) throws Exception {
    try (JMSContext context = connectionFactory.createContext()) {
      BytesMessage dead = context.createBytesMessage();
      Incoming incoming = readAnything(message);
      dead.writeBytes(incoming.body());
      dead.setStringProperty("iotcrm_reason", reason);
      dead.setStringProperty("iotcrm_address", incoming.address());
      context.createProducer().send(context.createQueue(deadLetters), dead);
    }
  }

  private static Incoming readAnything(Message message) throws JMSException {
    try {
      return read(message, Integer.MAX_VALUE);
    } catch (PoisonException e) {
      return new Incoming(address(message), new byte[0]);
    }
  }
}
