package io.iotcrm.ejb.webhook;

import static io.iotcrm.domain.platform.JsonProcessing.JSON;

import io.iotcrm.ejb.platform.Outbox;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.UUID;

/** Notifications within the caller's transaction. */
@Dependent
public class WebhookOutbox {
  static final String KIND = "WEBHOOK";

  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private Outbox outbox;

  /**
   * Tells an endpoint once the transaction has committed.
   *
   * @return false: there is no such endpoint in use
   */
  public boolean add(String endpointName, JsonObject event, String key) {
    List<UUID> found =
        em.createQuery(
                "select w.id from WebhookEndpoint w where w.name = ?1 and w.enabled = true",
                UUID.class)
            .setParameter(1, endpointName)
            .getResultList();
    if (found.isEmpty()) {
      return false;
    }
    add(found.get(0), event, key);
    return true;
  }

  void add(UUID endpointId, JsonObject event, String key) {
    outbox.add(
        KIND,
        JSON.createObjectBuilder()
            .add("endpointId", endpointId.toString())
            .add("event", event)
            .build()
            .toString(),
        key);
  }
}
