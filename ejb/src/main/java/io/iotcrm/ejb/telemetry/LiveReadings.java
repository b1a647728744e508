package io.iotcrm.ejb.telemetry;

import static io.iotcrm.domain.platform.JsonProcessing.JSON;

import io.iotcrm.domain.platform.LiveEvent;
import io.iotcrm.domain.telemetry.Reading;
import io.iotcrm.ejb.device.KnownDevice;
import io.iotcrm.ejb.platform.LiveEvents;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Shows new readings to the pages that are open, for devices that somebody looks at. */
@ApplicationScoped
public class LiveReadings {
  @Inject private LiveEvents live;

  void publish(Map<String, List<Reading>> byDevice, Map<String, KnownDevice> known) {
    byDevice.forEach(
        (id, readings) -> {
          if (!readings.isEmpty() && live.isWatched(id)) {
            publish(known.get(id), readings);
          }
        });
  }

  /** One event per moment, so that a chart gets every point. */
  private void publish(KnownDevice device, List<Reading> readings) {
    int from = 0;
    while (from < readings.size()) {
      Instant at = readings.get(from).at();
      JsonObjectBuilder values = JSON.createObjectBuilder();
      int to = from;
      while (to < readings.size() && readings.get(to).at().equals(at)) {
        add(values, readings.get(to));
        to++;
      }
      live.publish(
          new LiveEvent(
              LiveEvent.Type.READING,
              device.id(),
              device.accountId(),
              device.contactId(),
              at,
              null,
              values.build().toString()));
      from = to;
    }
  }

  private static void add(JsonObjectBuilder values, Reading reading) {
    if (reading.value() instanceof Double number) {
      values.add(reading.key(), number);
    } else if (reading.value() instanceof Boolean flag) {
      values.add(reading.key(), flag);
    } else {
      values.add(reading.key(), reading.text());
    }
  }
}
