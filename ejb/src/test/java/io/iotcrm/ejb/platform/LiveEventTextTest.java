package io.iotcrm.ejb.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotcrm.domain.platform.Ids;
import io.iotcrm.domain.platform.LiveEvent;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LiveEventTextTest {
  @Test
  void comesBackEqual() {
    LiveEvent full =
        new LiveEvent(
            LiveEvent.Type.READING,
            "d1",
            Ids.next(),
            Ids.next(),
            Instant.parse("2026-03-01T12:00:00.123Z"),
            "ref",
            "{\"temperature\":4.5}");
    LiveEvent empty = new LiveEvent(LiveEvent.Type.OFFER, null, null, null, null, null, null);
    assertThat(LiveEventText.read(LiveEventText.write(full))).isEqualTo(full);
    assertThat(LiveEventText.read(LiveEventText.write(empty))).isEqualTo(empty);
  }

  @Test
  void ignoresWhatAnotherVersionSays() {
    assertThat(LiveEventText.read("FUTURE\u001f\u001f\u001f\u001f\u001f\u001f")).isNull();
    assertThat(LiveEventText.read("nonsense")).isNull();
  }
}
