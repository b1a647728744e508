package io.iotcrm.ejb.device;

import static io.iotcrm.domain.platform.JsonProcessing.JSON;

import io.iotcrm.ejb.platform.OutboxHandler;
import io.iotcrm.ejb.platform.OutboxMessage;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.List;
import java.util.UUID;

/** Makes the commands of jobs, part by part: whatever instance dies, another goes on. */
@ApplicationScoped
public class CommandJobDelivery implements OutboxHandler {
  @EJB private CommandJobs jobs;

  @Override
  public String kind() {
    return CommandJobs.OUTBOX_KIND;
  }

  @Override
  public int batchSize() {
    return 1;
  }

  @Override
  public void deliver(List<OutboxMessage> messages) throws Exception {
    for (OutboxMessage message : messages) {
      try (JsonReader reader = JSON.createReader(new StringReader(message.payload()))) {
        jobs.createSome(UUID.fromString(reader.readObject().getString("jobId")));
      }
    }
  }
}
