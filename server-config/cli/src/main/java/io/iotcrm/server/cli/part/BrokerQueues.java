package io.iotcrm.server.cli.part;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientRequestor;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.apache.activemq.artemis.api.core.management.ManagementHelper;
import org.apache.activemq.artemis.api.core.management.ResourceNames;

/** Asks the broker about its queues, through its management address. */
final class BrokerQueues {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String EVERY_QUEUE =
      "{\"field\":\"\",\"operation\":\"\",\"value\":\"\",\"sortField\":\"name\",\"sortOrder\":\"asc\"}";
  private static final int MOST = 10_000;

  private BrokerQueues() {}

  /**
   * The application's queues; the subscriptions of single devices are not among them.
   *
   * @throws Exception when the broker does not answer within some seconds
   */
  static List<QueueStatus> read(int port, String user, String password) throws Exception {
    try (ServerLocator locator =
            ActiveMQClient.createServerLocator("tcp://127.0.0.1:" + port)
                .setCallTimeout(5_000)
                .setReconnectAttempts(0)
                .setInitialConnectAttempts(1);
        ClientSessionFactory factory = locator.createSessionFactory();
        ClientSession session =
            factory.createSession(user, password, false, true, true, false, 1)) {
      session.start();
      return parse(ask(session));
    }
  }

  @SuppressWarnings("try") // Its close may be interrupted, as everything here may.
  private static String ask(ClientSession session) throws Exception {
    try (ClientRequestor requestor = new ClientRequestor(session, "activemq.management")) {
      ClientMessage question = session.createMessage(false);
      ManagementHelper.putOperationInvocation(
          question, ResourceNames.BROKER, "listQueues", EVERY_QUEUE, 1, MOST);
      ClientMessage answer = requestor.request(question, 5_000);
      if (answer == null) {
        throw new IllegalStateException("the broker did not answer in 5 s");
      }
      return (String) ManagementHelper.getResult(answer, String.class);
    }
  }

  private static List<QueueStatus> parse(String answer) throws Exception {
    List<QueueStatus> queues = new ArrayList<>();
    for (JsonNode queue : JSON.readTree(answer).path("data")) {
      String name = queue.path("name").asText();
      if (isOurs(name)) {
        queues.add(
            new QueueStatus(
                name,
                queue.path("messageCount").asLong(),
                queue.path("consumerCount").asInt(),
                isDeadLetter(name)));
      }
    }
    queues.sort(Comparator.comparing(QueueStatus::name));
    return queues;
  }

  /** A subscription's queue is named by client id and topic, or by share and topic, with dots. */
  private static boolean isOurs(String name) {
    return isDeadLetter(name) || name.matches("[a-z-]+");
  }

  private static boolean isDeadLetter(String name) {
    return name.equals("dead") || name.matches("[a-z-]+\\.dead");
  }
}
