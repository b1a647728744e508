package io.iotcrm.ejb.hubspot;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Stands in until a token is configured: writes down what would be sent, and sends nothing. */
final class RecordingConnector implements CrmConnector {
  private static final int BATCH = 100;

  private final HubSpotPayload payload;
  private final RequestLog log;

  RecordingConnector(HubSpotPayload payload, RequestLog log) {
    this.payload = payload;
    this.log = log;
  }

  @Override
  public int batchSize() {
    return BATCH;
  }

  @Override
  public Outcome upsert(List<CrmContact> contacts) {
    log.add(
        new RequestLog.Entry(
            false,
            "POST",
            payload.upsertPath(),
            payload.body(contacts),
            contacts.size(),
            null,
            null));
    Map<UUID, String> accepted =
        contacts.stream().collect(Collectors.toMap(CrmContact::id, c -> ""));
    return new Outcome(false, accepted, Map.of());
  }
}
