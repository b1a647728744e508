package io.iotcrm.ejb.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotcrm.domain.platform.Ids;
import io.iotcrm.domain.rule.RuleEvent;
import io.iotcrm.domain.rule.twin.DeviceTraits;
import io.iotcrm.domain.telemetry.Reading;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeviceWorkCodecTest {
  private static final Instant T0 = Instant.parse("2026-03-01T12:00:00.250Z");
  private static final RuleEvent EVENT =
      new RuleEvent(
          Ids.next(), RuleEvent.Kind.RAISED, T0, T0, Map.of("latest.open", true, "latest.t", 9.5));

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);

  private DataInputStream in() {
    return new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
  }

  @Test
  void workComesBackEqual() throws IOException {
    List<DeviceWork> works =
        List.of(
            DeviceWork.apply(
                "d1",
                List.of(
                    new Reading("d1", "temperature", T0.plusNanos(7), 4.5, null),
                    new Reading("d1", "open", T0, true, null),
                    new Reading("d1", "zone", T0, "coffee", null))),
            DeviceWork.confirm("d1", List.of(EVENT)),
            DeviceWork.tick("d1"));
    DeviceWorkCodec.writeWorks(out, works);
    assertThat(DeviceWorkCodec.readWorks(in(), "d1")).isEqualTo(works);
  }

  @Test
  void whatIsKnownOfADeviceComesBackEqual() throws IOException {
    DeviceTraits full =
        new DeviceTraits(
            "d1",
            "dht22",
            "Rīga",
            "a",
            "c",
            Map.of("limit", 8.5, "cold", true, "note", "x".repeat(70_000)),
            Map.of("tier", "GOLD", "profilingConsent", true),
            Map.of("industry", "Food"));
    DeviceWorkCodec.writeTraits(out, full);
    assertThat(DeviceWorkCodec.readTraits(in())).isEqualTo(full);
  }

  @Test
  void whatIsNotKnownOfADeviceStaysUnknown() throws IOException {
    DeviceTraits bare = new DeviceTraits("d1", "dht22", null, null, null, Map.of());
    DeviceWorkCodec.writeTraits(out, bare);
    assertThat(DeviceWorkCodec.readTraits(in())).isEqualTo(bare);
  }

  @Test
  void answersComeBackEqualAndTheCommonOneIsEmpty() {
    TwinAnswer fired = TwinAnswer.done(T0, List.of(EVENT));
    TwinAnswer common = TwinAnswer.done(null, List.of());
    List<TwinAnswer> answers =
        List.of(common, fired, TwinAnswer.COLD, common, TwinAnswer.NO_RULES, common);
    assertThat(TwinAnswer.of(TwinAnswer.bytes(answers), 6)).isEqualTo(answers);
    assertThat(TwinAnswer.bytes(List.of(common, common))).isNull();
    assertThat(TwinAnswer.of(null, 2)).containsExactly(common, common);
  }

  @Test
  void aMomentIsNeverRoundedToBeforeItself() {
    TwinAnswer answer = TwinAnswer.done(T0.plusNanos(1), List.of());
    assertThat(TwinAnswer.of(TwinAnswer.bytes(List.of(answer)), 1).get(0).due())
        .isEqualTo(T0.plusMillis(1));
  }
}
