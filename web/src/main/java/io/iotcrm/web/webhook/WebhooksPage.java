package io.iotcrm.web.webhook;

import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.webhook.WebhookDeliveryView;
import io.iotcrm.domain.webhook.WebhookEndpointView;
import io.iotcrm.ejb.webhook.WebhookEndpoints;
import io.iotcrm.web.platform.Changes;
import io.iotcrm.web.platform.Params;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.UUID;

/** Webhook endpoints: made here, their secret shown once, and how telling them went. */
@Named
@RequestScoped
public class WebhooksPage {
  private static final int ROWS = 25;

  @EJB private WebhookEndpoints endpoints;
  @Inject private Params params;
  @Inject private Changes changes;
  private String name;
  private String url;
  private String secret;

  public void create() {
    boolean made =
        changes.attempt(() -> secret = endpoints.create(name, url).secret(), "webhook.created");
    if (made) {
      name = null;
      url = null;
    }
  }

  /** Switches one on or off. */
  public void enable() {
    UUID id = params.rowId("webhook-endpoint");
    boolean on = Boolean.parseBoolean(params.value());
    changes.attempt(
        () -> {
          WebhookEndpointView now = endpoints.get(id);
          endpoints.update(id, now.name(), now.url(), on, now.version());
        },
        on ? "webhook.enabled" : "webhook.disabled");
  }

  public void rekey() {
    UUID id = params.rowId("webhook-endpoint");
    changes.attempt(() -> secret = endpoints.rekey(id).secret(), "webhook.rekeyed");
  }

  public void test() {
    UUID id = params.rowId("webhook-endpoint");
    changes.attempt(() -> endpoints.test(id), "webhook.tested");
  }

  public List<WebhookEndpointView> getList() {
    return endpoints.list(PageRequest.first(PageRequest.MAX_LIMIT)).items();
  }

  /** The endpoint whose deliveries are shown; null: none is chosen. */
  public WebhookEndpointView getChosen() {
    return Params.optionalId(params.get("id")).map(endpoints::get).orElse(null);
  }

  public List<WebhookDeliveryView> getDeliveries() {
    return Params.optionalId(params.get("id"))
        .map(id -> endpoints.deliveries(id, PageRequest.first(ROWS)).items())
        .orElse(List.of());
  }

  /** The secret that has just been made; null at any other time. */
  public String getSecret() {
    return secret;
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public String getUrl() {
    return url;
  }

  public void setUrl(String url) {
    this.url = url;
  }
}
