package io.iotcrm.ejb.hubspot;

import static io.iotcrm.domain.platform.JsonProcessing.JSON;

import io.iotcrm.ejb.platform.OutboxHandler;
import io.iotcrm.ejb.platform.OutboxMessage;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Sends queued contacts to HubSpot, or records what would be sent. */
@ApplicationScoped
public class HubSpotOutboxHandler implements OutboxHandler {
  @Inject private HubSpotSettings settings;
  @Inject private HubSpotRecords records;
  @Inject private HubSpotMetrics metrics;
  @Inject private CrmContacts contacts;
  @EJB private SharedRequestBudget budget;

  private volatile CrmConnector connector;

  @Override
  public String kind() {
    return HubSpotExport.KIND;
  }

  @Override
  public int batchSize() {
    return 100;
  }

  /** An outage of HubSpot, however long, is no reason to lose a change. */
  @Override
  public int maxAttempts() {
    return Integer.MAX_VALUE;
  }

  /**
   * A batch may be halved and each part tried several times, with the waits that HubSpot asks for.
   */
  @Override
  public Duration timeLimit() {
    return Duration.ofMinutes(10);
  }

  @Override
  public void deliver(List<OutboxMessage> messages) throws InterruptedException {
    Set<UUID> wanted = new LinkedHashSet<>();
    messages.forEach(m -> wanted.add(contactOf(m)));
    List<CrmContact> present = contacts.read(wanted);
    Set<UUID> left = present.stream().map(CrmContact::id).collect(Collectors.toSet());
    wanted.stream().filter(id -> !left.contains(id)).forEach(records::dropped);
    if (present.isEmpty()) {
      return;
    }
    try {
      CrmConnector.Outcome outcome = connector().upsert(present);
      HubSpotPayload payload = settings.payload();
      for (CrmContact contact : present) {
        String id = outcome.accepted().get(contact.id());
        if (id != null) {
          records.accepted(contact.id(), id, payload.hash(contact), outcome.sent());
        } else {
          String why = outcome.refused().getOrDefault(contact.id(), "refused without a reason");
          records.refused(contact.id(), payload.hash(contact), why);
        }
      }
      metrics.delivered(outcome);
    } catch (CrmUnavailableException e) {
      metrics.postponed(present.size());
      throw e;
    }
  }

  private static UUID contactOf(OutboxMessage message) {
    try (JsonReader reader = JSON.createReader(new StringReader(message.payload()))) {
      return UUID.fromString(reader.readObject().getString("contactId"));
    }
  }

  private CrmConnector connector() {
    if (connector == null) {
      connector =
          settings
              .token()
              .<CrmConnector>map(
                  token ->
                      new HubSpotConnector(
                          settings.url(),
                          settings.payload(),
                          token,
                          new PatientBudget(budget),
                          records,
                          duration -> Thread.sleep(duration.toMillis())))
              .orElseGet(() -> new RecordingConnector(settings.payload(), records));
    }
    return connector;
  }
}
