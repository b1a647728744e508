package io.iotcrm.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotcrm.server.cli.part.EdgeStatus;
import io.iotcrm.server.cli.part.NodeStatus;
import io.iotcrm.server.cli.part.QueueStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusTest {
  private final Status status =
      new Status(
          List.of(
              new NodeStatus("n1", "http://127.0.0.1:8080", "RUNNING", true, 2, 135),
              new NodeStatus("n2", "http://127.0.0.1:8081", "STOPPED", false, null, null)),
          new Status.BrokerStatus(
              "tcp://127.0.0.1:1883",
              "RUNNING",
              List.of(
                  new QueueStatus("telemetry-ingest", 7, 32, false),
                  new QueueStatus("telemetry-ingest.dead", 0, 0, true))),
          new Status.DatabaseStatus("jdbc:postgresql://127.0.0.1:15432/iotcrm", "RUNNING"),
          List.of(new EdgeStatus("edge-1", "coap://127.0.0.1:5683", "BUFFERING", 3)),
          "http://127.0.0.1:8080/",
          "http://127.0.0.1:8080/api/v1",
          "/home/credentials");

  @Test
  void hasTheShapeThatProgramsRelyOn() {
    assertThat(status.toJson())
        .isEqualTo(
            """
            {"nodes":[\
            {"name":"n1","url":"http://127.0.0.1:8080","state":"RUNNING","ready":true,\
            "gridMembers":2,"ownedPartitions":135},\
            {"name":"n2","url":"http://127.0.0.1:8081","state":"STOPPED","ready":false,\
            "gridMembers":null,"ownedPartitions":null}],\
            "broker":{"mqtt":"tcp://127.0.0.1:1883","state":"RUNNING","queues":[\
            {"name":"telemetry-ingest","depth":7,"consumers":32,"deadLetter":false},\
            {"name":"telemetry-ingest.dead","depth":0,"consumers":0,"deadLetter":true}]},\
            "database":{"url":"jdbc:postgresql://127.0.0.1:15432/iotcrm","state":"RUNNING"},\
            "edges":[{"id":"edge-1","coap":"coap://127.0.0.1:5683","state":"BUFFERING",\
            "bufferedBatches":3}],\
            "portal":"http://127.0.0.1:8080/","api":"http://127.0.0.1:8080/api/v1",\
            "credentialsFile":"/home/credentials"}""");
  }

  @Test
  void tellsPeopleWhatWaits() {
    assertThat(status.toText())
        .contains("telemetry-ingest 7 waiting, 32 consumers")
        .contains("3 batches wait")
        .contains("grid of 2, 135 partitions")
        .doesNotContain("telemetry-ingest.dead");
  }
}
