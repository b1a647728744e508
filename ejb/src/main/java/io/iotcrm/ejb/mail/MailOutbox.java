package io.iotcrm.ejb.mail;

import static io.iotcrm.domain.platform.JsonProcessing.JSON;

import io.iotcrm.domain.rule.MailRecipient;
import io.iotcrm.ejb.platform.Outbox;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.UUID;

/** E-mails within the caller's transaction. Addresses are looked up when a mail is sent. */
@Dependent
public class MailOutbox {
  /** The longest text, in characters. */
  public static final int MAX_TEXT = 10_000;

  static final String KIND = "EMAIL";

  @Inject private Outbox outbox;
  @Inject private MailSession session;

  /**
   * A mail.
   *
   * @param accountId whose owner it goes to; may be null
   * @param contactId the contact that it goes to; may be null
   */
  public record Letter(
      MailRecipient recipient, UUID accountId, UUID contactId, String subject, String text) {

    String toJson() {
      JsonObjectBuilder json =
          JSON.createObjectBuilder()
              .add("to", recipient.kind().name())
              .add("subject", subject)
              .add("text", text);
      if (recipient.name() != null) {
        json.add("name", recipient.name());
      }
      if (accountId != null) {
        json.add("accountId", accountId.toString());
      }
      if (contactId != null) {
        json.add("contactId", contactId.toString());
      }
      return json.build().toString();
    }

    static Letter parse(String text) {
      try (JsonReader reader = JSON.createReader(new StringReader(text))) {
        JsonObject json = reader.readObject();
        return new Letter(
            new MailRecipient(
                MailRecipient.Kind.valueOf(json.getString("to")), json.getString("name", null)),
            id(json, "accountId"),
            id(json, "contactId"),
            json.getString("subject"),
            json.getString("text"));
      }
    }

    private static UUID id(JsonObject json, String name) {
      return json.containsKey(name) ? UUID.fromString(json.getString(name)) : null;
    }
  }

  /** Sends it once the transaction has committed. */
  public void add(Letter letter, String key) {
    outbox.add(KIND, letter.toJson(), key);
  }

  /** Whether this installation can send mail at all. */
  public boolean isConfigured() {
    return session.isConfigured();
  }
}
