package io.iotcrm.web.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as the page carries them; the browser then shows them in the reader's own zone. */
@Named
@ApplicationScoped
public class Times {
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("d MMM yyyy HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  public String text(Instant at) {
    return at == null ? "" : UTC.format(at);
  }

  public boolean past(Instant at) {
    return at != null && at.isBefore(Instant.now());
  }
}
