package io.iotcrm.domain.webhook;

import io.iotcrm.domain.platform.Ids;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;

/** Where another system wants to be told what happened. */
@Entity
@Table(name = "webhook_endpoint")
public class WebhookEndpoint {
  private static final int MAX_URL = 2_000;
  private static final Pattern URL =
      Pattern.compile("https?://(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9.-]+)(:[0-9]{1,5})?([/?][^\\s#]*)?");

  @Id private UUID id;
  private String name;
  private String url;
  private String secret;

  @Column(name = "secret_sealed")
  private byte[] secretSealed;

  private boolean enabled = true;

  @Column(name = "stopped_reason")
  private String stoppedReason;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  @Version private long version;

  protected WebhookEndpoint() {}

  /** It has no secret yet: one of the two {@code rekey} follows. */
  public WebhookEndpoint(String name, String url) {
    this.id = Ids.next();
    this.createdAt = Instant.now();
    describe(name, url);
  }

  public final void describe(String newName, String newUrl) {
    if (newName == null || !newName.matches("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")) {
      throw new IllegalArgumentException(
          "an endpoint's name must be 1 to 64 letters, digits, '_', '-', '.'");
    }
    requireUrl(newUrl);
    name = newName;
    url = newUrl;
    updatedAt = Instant.now();
  }

  private static void requireUrl(String url) {
    if (url == null || url.length() > MAX_URL || !URL.matcher(url).matches()) {
      throw new IllegalArgumentException(
          "an endpoint's url must be https or http with a host, without user and fragment");
    }
  }

  /**
   * A new secret, which signs what is sent, see {@link WebhookSignature}; the one before is not
   * used any more.
   *
   * @param sealed under the installation's key, for this endpoint's id
   */
  public void rekey(byte[] sealed) {
    secret = null;
    secretSealed = sealed.clone();
    updatedAt = Instant.now();
  }

  /** As {@link #rekey}, where the installation has no key to seal it with. */
  public void rekeyUnsealed(String newSecret) {
    secret = newSecret;
    secretSealed = null;
    updatedAt = Instant.now();
  }

  public void enable(boolean on) {
    enabled = on;
    stoppedReason = null;
    updatedAt = Instant.now();
  }

  /** The other side wants no more. */
  public void stop(String reason) {
    enabled = false;
    stoppedReason = reason;
    updatedAt = Instant.now();
  }

  public UUID getId() {
    return id;
  }

  public String getName() {
    return name;
  }

  public String getUrl() {
    return url;
  }

  public boolean isEnabled() {
    return enabled;
  }

  public String getStoppedReason() {
    return stoppedReason;
  }

  public Instant getCreatedAt() {
    return createdAt;
  }

  public Instant getUpdatedAt() {
    return updatedAt;
  }

  public long getVersion() {
    return version;
  }
}
