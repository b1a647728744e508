package io.iotcrm.ejb.support;

import io.iotcrm.domain.security.Seal;
import io.iotcrm.ejb.platform.SealingKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The address at which a customer answers: a token that only this installation can have made, from
 * which nobody else can read what it is about.
 */
@ApplicationScoped
public class SurveyLink {
  /** The page beneath the portal's address. */
  public static final String PATH = "/satisfaction";

  private static final String OWNER = "ticket-survey";
  private static final int MAX_TOKEN = 200;

  private final SealingKey key;
  private final Optional<String> portal;

  /** For the container. */
  protected SurveyLink() {
    this(null, Optional.empty());
  }

  /**
   * @param portal the address by which customers reach the portal
   */
  @Inject
  public SurveyLink(
      SealingKey key,
      @ConfigProperty(name = "iotcrm.support.survey.portal") Optional<String> portal) {
    this.key = key;
    this.portal = portal;
  }

  /** Empty where there is no sealing key or no address: then nobody is asked. */
  public Optional<String> to(UUID ticketId) {
    return portal.flatMap(
        address ->
            key.seal()
                .map(seal -> address.replaceAll("/+$", "") + PATH + "?t=" + token(seal, ticketId)));
  }

  private static String token(Seal seal, UUID ticketId) {
    byte[] id =
        ByteBuffer.allocate(16)
            .putLong(ticketId.getMostSignificantBits())
            .putLong(ticketId.getLeastSignificantBits())
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(seal.close(id, OWNER));
  }

  /** The ticket that a token is about; empty for what was not made here. */
  public Optional<UUID> ticketOf(String token) {
    if (token == null || token.length() > MAX_TOKEN || key.seal().isEmpty()) {
      return Optional.empty();
    }
    try {
      byte[] id = key.seal().get().open(Base64.getUrlDecoder().decode(token), OWNER);
      ByteBuffer bytes = ByteBuffer.wrap(id);
      return id.length == 16
          ? Optional.of(new UUID(bytes.getLong(), bytes.getLong()))
          : Optional.empty();
    } catch (IllegalArgumentException forged) {
      return Optional.empty();
    }
  }
}
