package io.iotcrm.web.customer;

import io.iotcrm.domain.device.DeviceView;
import io.iotcrm.ejb.customer.Customer360;
import io.iotcrm.web.telemetry.Charts;
import io.iotcrm.web.telemetry.Latest;
import io.iotcrm.web.telemetry.SeriesChart;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** What a person's and a company's page have in common: devices, their newest values, lines. */
@RequestScoped
public class CustomerView {
  private static final Duration SPAN = Duration.ofMinutes(30);
  private static final int DEVICES_WITH_CHARTS = 3;

  @Inject private Charts charts;

  /** A device as a row. */
  public record DeviceRow(
      String id, String name, String profile, String site, List<Latest> latest) {}

  public List<DeviceRow> devices(Customer360.CustomerPage page) {
    return page.devices().stream().map(this::row).toList();
  }

  private DeviceRow row(Customer360.CustomerDevice owned) {
    DeviceView device = owned.device();
    List<Latest> latest =
        owned.latest().stream()
            .map(
                v ->
                    charts.latest(
                        device, v.key(), v.number() == null ? v.text() : v.number(), v.at()))
            .toList();
    return new DeviceRow(device.id(), device.name(), device.profileName(), device.site(), latest);
  }

  /** The main lines of the first devices that measure something. */
  public List<SeriesChart> charts(Customer360.CustomerPage page, int linesPerDevice) {
    return page.devices().stream()
        .map(d -> lines(d.device(), linesPerDevice))
        .filter(lines -> !lines.isEmpty())
        .limit(DEVICES_WITH_CHARTS)
        .flatMap(List::stream)
        .toList();
  }

  /** Lines of several devices stand side by side here, so each says whose it is. */
  private List<SeriesChart> lines(DeviceView device, int atMost) {
    return charts.live(device, SPAN, atMost).stream()
        .map(line -> line.labelled(line.label() + " · " + device.name()))
        .toList();
  }

  /** The ids of the devices, for the live events. */
  public String watched(Customer360.CustomerPage page) {
    return page.devices().stream().map(d -> d.device().id()).collect(Collectors.joining(" "));
  }
}
