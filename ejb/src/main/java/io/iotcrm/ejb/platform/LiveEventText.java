package io.iotcrm.ejb.platform;

import io.iotcrm.domain.platform.LiveEvent;
import java.time.Instant;
import java.util.UUID;

/** The form of a live event between instances: text, which needs no class to be read. */
final class LiveEventText {
  private static final String SEPARATOR = "\u001f";

  private LiveEventText() {}

  static String write(LiveEvent event) {
    return String.join(
        SEPARATOR,
        event.type().name(),
        text(event.deviceId()),
        text(event.accountId()),
        text(event.contactId()),
        text(event.at()),
        text(event.ref()),
        text(event.value()));
  }

  private static String text(Object value) {
    return value == null ? "" : value.toString();
  }

  /** Null for what another version of the application sent. */
  static LiveEvent read(String text) {
    String[] parts = text.split(SEPARATOR, 7);
    try {
      return parts.length != 7
          ? null
          : new LiveEvent(
              LiveEvent.Type.valueOf(parts[0]),
              orNull(parts[1]),
              uuid(parts[2]),
              uuid(parts[3]),
              parts[4].isEmpty() ? null : Instant.parse(parts[4]),
              orNull(parts[5]),
              orNull(parts[6]));
    } catch (IllegalArgumentException | java.time.DateTimeException e) {
      return null;
    }
  }

  private static UUID uuid(String text) {
    return text.isEmpty() ? null : UUID.fromString(text);
  }

  private static String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
