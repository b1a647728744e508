package io.iotcrm.ejb.mail;

import io.iotcrm.ejb.platform.Meters;
import io.iotcrm.ejb.platform.OutboxHandler;
import io.iotcrm.ejb.platform.OutboxMessage;
import io.iotcrm.ejb.platform.OutboxRefusedException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Hands e-mails to the mail server. A repetition has the same Message-ID, by which mail programs
 * know what they have already. Neither addresses nor texts are logged.
 */
@ApplicationScoped
public class MailDelivery implements OutboxHandler {
  @Inject private MailSession session;
  @Inject private MailAddresses addresses;
  @Inject private Meters meters;

  @Override
  public String kind() {
    return MailOutbox.KIND;
  }

  @Override
  public int batchSize() {
    return 10;
  }

  /** About two hours. */
  @Override
  public int maxAttempts() {
    return 30;
  }

  @Override
  public void deliver(List<OutboxMessage> messages) throws Exception {
    for (Exception failure : deliverEach(messages).values()) {
      throw failure;
    }
  }

  @Override
  public Map<OutboxMessage, Exception> deliverEach(List<OutboxMessage> messages) throws Exception {
    if (!session.isConfigured()) {
      throw new OutboxRefusedException("no mail session is configured (iotcrm.mail.session)");
    }
    Session server = session.get();
    Map<OutboxMessage, Exception> failed = new LinkedHashMap<>();
    for (OutboxMessage message : messages) {
      try {
        send(server, message);
      } catch (Exception e) { // the others may have been sent
        meters.mail("failed");
        failed.put(message, withoutAddresses(e));
      }
    }
    return failed;
  }

  private void send(Session server, OutboxMessage message) throws Exception {
    MailOutbox.Letter letter = MailOutbox.Letter.parse(message.payload());
    List<String> to = addresses.of(letter);
    if (to.isEmpty()) {
      meters.mail("nobody");
      return;
    }
    MimeMessage mail = new IdentifiedMessage(server, message.key());
    mail.setFrom();
    for (String address : to) {
      mail.addRecipient(
          to.size() == 1 ? Message.RecipientType.TO : Message.RecipientType.BCC, address(address));
    }
    mail.setSubject(oneLine(letter.subject()), StandardCharsets.UTF_8.name());
    mail.setText(letter.text(), StandardCharsets.UTF_8.name());
    mail.setSentDate(new Date());
    Transport.send(mail);
    meters.mail("sent");
  }

  private static InternetAddress address(String text) throws OutboxRefusedException {
    try {
      return new InternetAddress(text, true);
    } catch (AddressException e) {
      throw new OutboxRefusedException("the recipient's address is not one");
    }
  }

  /** A line break in a subject would begin another header. */
  private static String oneLine(String text) {
    return text.replaceAll("[\\r\\n]+", " ");
  }

  /** What the mail server says names the recipient: only its kind is kept. */
  private static Exception withoutAddresses(Exception e) {
    if (e instanceof OutboxRefusedException) {
      return e;
    }
    if (e instanceof SendFailedException) {
      return new MessagingException("the mail server refused a recipient");
    }
    return new MessagingException(e.getClass().getSimpleName());
  }

  /** A message whose id comes from the idempotency key. */
  private static final class IdentifiedMessage extends MimeMessage {
    private final String key;

    IdentifiedMessage(Session session, String key) {
      super(session);
      this.key = key;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      UUID id = UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
      setHeader("Message-ID", "<" + id + "@iotcrm>");
    }
  }
}
