package io.iotcrm.ejb.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotcrm.domain.platform.Ids;
import io.iotcrm.domain.rule.RuleEvent;
import io.iotcrm.domain.telemetry.Reading;
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

  @Test
  void workComesBackEqual() throws IOException {
    List<DeviceWork> works =
        List.of(
            DeviceWork.apply(
                "d1",
                List.of(
                    new Reading("d1", "temperature", T0, 4.5, null),
                    new Reading("d1", "open", T0, true, null),
                    new Reading("d1", "zone", T0, "coffee", null))),
            DeviceWork.confirm("d2", List.of(EVENT)),
            DeviceWork.tick("d3"));
    assertThat(DeviceWorkCodec.readWork(DeviceWorkCodec.writeWork(works))).isEqualTo(works);
  }

  @Test
  void whatFiredComesBackEqual() throws IOException {
    List<DeviceWork.Fired> fired = List.of(new DeviceWork.Fired("d1", List.of(EVENT)));
    assertThat(DeviceWorkCodec.readFired(DeviceWorkCodec.writeFired(fired))).isEqualTo(fired);
  }
}
