package io.iotcrm.ejb.webhook;

import static io.iotcrm.domain.platform.JsonProcessing.JSON;
import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.INTEGRATOR;

import io.iotcrm.domain.platform.Cursor;
import io.iotcrm.domain.platform.Ids;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.security.SecretHash;
import io.iotcrm.domain.webhook.NewEndpoint;
import io.iotcrm.domain.webhook.WebhookDeliveryView;
import io.iotcrm.domain.webhook.WebhookEndpoint;
import io.iotcrm.domain.webhook.WebhookEndpointView;
import io.iotcrm.ejb.platform.ListQuery;
import io.iotcrm.ejb.platform.NativeRows;
import io.iotcrm.ejb.platform.Records;
import io.iotcrm.ejb.platform.SealingKey;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The endpoints that rules may tell, and how telling them went. */
@Stateless
public class WebhookEndpoints {
  private static final String NAME = "webhook-endpoint";
  private static final String BY_NAME = "select w.id from WebhookEndpoint w where w.name = ?1";

  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private Records records;
  @Inject private WebhookOutbox outbox;
  @Inject private SealingKey sealing;

  @RolesAllowed({ADMIN, INTEGRATOR})
  public Page<WebhookEndpointView> list(PageRequest page) {
    ListQuery<WebhookEndpoint> list =
        ListQuery.of(em, WebhookEndpoint.class, "select w from WebhookEndpoint w", page);
    return list.inOrderOf("w.name", WebhookEndpoint::getName, WebhookEndpointView::of);
  }

  @RolesAllowed({ADMIN, INTEGRATOR})
  public WebhookEndpointView get(UUID id) {
    return WebhookEndpointView.of(records.find(WebhookEndpoint.class, NAME, id));
  }

  /** Makes one with a secret, which is shown this once. */
  @RolesAllowed({ADMIN, INTEGRATOR})
  public NewEndpoint create(String name, String url) {
    String secret = newSecret();
    WebhookEndpoint endpoint = Records.checked("/url", () -> new WebhookEndpoint(name, url));
    keep(endpoint, secret);
    records.requireFree(NAME, BY_NAME, name, endpoint.getId());
    em.persist(endpoint);
    records.save("create", NAME, endpoint.getId());
    return new NewEndpoint(WebhookEndpointView.of(endpoint), secret);
  }

  /** Replaces what people wrote; switching it on again makes it forget why it was stopped. */
  @RolesAllowed({ADMIN, INTEGRATOR})
  public WebhookEndpointView update(
      UUID id, String name, String url, boolean enabled, long version) {
    WebhookEndpoint endpoint =
        records.find(WebhookEndpoint.class, NAME, id, version, WebhookEndpoint::getVersion);
    records.requireFree(NAME, BY_NAME, name, id);
    Records.checked(
        "/url",
        () -> {
          endpoint.describe(name, url);
          return endpoint;
        });
    if (enabled != endpoint.isEnabled()) {
      endpoint.enable(enabled);
    }
    records.save("update", NAME, id);
    return WebhookEndpointView.of(endpoint);
  }

  /** Gives it a new secret, which is shown this once; the one before ends. */
  @RolesAllowed({ADMIN, INTEGRATOR})
  public NewEndpoint rekey(UUID id) {
    WebhookEndpoint endpoint = records.find(WebhookEndpoint.class, NAME, id);
    String secret = newSecret();
    keep(endpoint, secret);
    records.save("rekey", NAME, id);
    return new NewEndpoint(WebhookEndpointView.of(endpoint), secret);
  }

  /** Sends a notification of type {@code test}, to see in the log whether it arrives. */
  @RolesAllowed({ADMIN, INTEGRATOR})
  public void test(UUID id) {
    WebhookEndpoint endpoint = records.find(WebhookEndpoint.class, NAME, id);
    String key = "test/" + Ids.next();
    outbox.add(
        endpoint.getId(),
        JSON.createObjectBuilder()
            .add("id", key)
            .add("type", "test")
            .add("at", Instant.now().toString())
            .build(),
        key);
    records.save("test", NAME, id);
  }

  /** The attempts of the last 30 days, newest first. */
  @RolesAllowed({ADMIN, INTEGRATOR})
  public Page<WebhookDeliveryView> deliveries(UUID id, PageRequest page) {
    records.find(WebhookEndpoint.class, NAME, id);
    Cursor after = page.after(2);
    String sql =
        "select id, at, idempotency_key, attempt, status, error, duration_ms"
            + " from webhook_delivery where endpoint_id = ?1"
            + (after == null ? "" : " and (at < ?2 or at = ?2 and id > ?3)")
            + " order by at desc, id";
    var query = em.createNativeQuery(sql).setParameter(1, id).setMaxResults(page.limit() + 1);
    if (after != null) {
      query.setParameter(2, Timestamp.from(after.instant(0))).setParameter(3, after.uuid(1));
    }
    List<?> rows = query.getResultList();
    List<WebhookDeliveryView> found = rows.stream().map(row -> delivery((Object[]) row)).toList();
    return Page.of(found, page.limit(), delivery -> Cursor.of(delivery.at(), delivery.id()));
  }

  private static WebhookDeliveryView delivery(Object[] row) {
    return new WebhookDeliveryView(
        (UUID) row[0],
        NativeRows.instant(row[1]),
        (String) row[2],
        ((Number) row[3]).intValue(),
        row[4] == null ? null : ((Number) row[4]).intValue(),
        (String) row[5],
        ((Number) row[6]).intValue());
  }

  private void keep(WebhookEndpoint endpoint, String secret) {
    sealing
        .seal()
        .ifPresentOrElse(
            seal ->
                endpoint.rekey(
                    seal.close(
                        secret.getBytes(StandardCharsets.UTF_8), endpoint.getId().toString())),
            () -> endpoint.rekeyUnsealed(secret));
  }

  private static String newSecret() {
    return "whs_" + SecretHash.newSecret();
  }
}
