package io.iotcrm.server.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.iotcrm.server.cli.part.EdgeStatus;
import io.iotcrm.server.cli.part.NodeStatus;
import io.iotcrm.server.cli.part.QueueStatus;
import java.util.List;

/** How an installation is; as JSON it is an interface that other programs rely on. */
public record Status(
    List<NodeStatus> nodes,
    BrokerStatus broker,
    DatabaseStatus database,
    List<EdgeStatus> edges,
    String portal,
    String api,
    String credentialsFile) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The broker and the application's queues; no queues while it does not answer. */
  public record BrokerStatus(String mqtt, String state, List<QueueStatus> queues) {}

  /** The database's JDBC address. */
  public record DatabaseStatus(String url, String state) {}

  public String toJson() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** For people. */
  public String toText() {
    StringBuilder text = new StringBuilder();
    nodes.forEach(
        n ->
            line(
                text,
                n.name(),
                n.state() + (n.ready() ? " ready" : ""),
                n.url()
                    + (n.gridMembers() == null
                        ? ""
                        : "  grid of "
                            + n.gridMembers()
                            + ", "
                            + n.ownedPartitions()
                            + " partitions")));
    line(text, "broker", broker.state(), broker.mqtt());
    broker.queues().stream()
        .filter(q -> !q.deadLetter() || q.depth() > 0)
        .forEach(
            q ->
                line(
                    text,
                    "",
                    "",
                    q.name() + " " + q.depth() + " waiting, " + q.consumers() + " consumers"));
    line(text, "database", database.state(), database.url());
    edges.forEach(
        e ->
            line(
                text,
                e.id(),
                e.state(),
                e.coap()
                    + (e.bufferedBatches() == null
                        ? ""
                        : "  " + e.bufferedBatches() + " batches wait")));
    line(text, "portal", "", portal);
    line(text, "api", "", api);
    line(text, "passwords", "", credentialsFile);
    return text.toString().stripTrailing();
  }

  private static void line(StringBuilder text, String name, String state, String detail) {
    text.append(String.format("%-10s %-14s %s%n", name, state, detail));
  }
}
