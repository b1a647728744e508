package io.iotcrm.web.telemetry;

import io.iotcrm.domain.device.DeviceView;
import io.iotcrm.domain.device.PastTwinView;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.ejb.telemetry.PastTwins;
import io.iotcrm.web.platform.Params;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** A device as it was, on its page. The moment is in the address, in UTC. */
@Named("pastTwin")
@RequestScoped
public class PastTwinPanel {
  @EJB private PastTwins twins;
  @Inject private Charts charts;
  @Inject private Params params;
  private PastTwinView view;

  /** What the field shows; null at first. */
  public String getAt() {
    return moment() == null ? null : params.get("at");
  }

  /** The newest moment that can be asked for. */
  public String getNow() {
    return LocalDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES).toString();
  }

  /** A moment that somebody edited by hand into something else asks for nothing. */
  private Instant moment() {
    String text = params.get("at");
    try {
      return text == null ? null : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Null where no moment is asked for, or one that has not come. */
  public PastTwinView view(String deviceId) {
    if (view == null && moment() != null) {
      try {
        view = twins.twin(deviceId, moment());
      } catch (InvalidInputException future) {
        return null;
      }
    }
    return view;
  }

  public List<Latest> latest(DeviceView device) {
    if (view(device.id()) == null) {
      return List.of();
    }
    return view.latest().stream()
        .map(point -> charts.latest(device, point.key(), point.value(), point.at()))
        .toList();
  }
}
