package io.iotcrm.web.forecast;

import io.iotcrm.domain.device.DeviceView;
import io.iotcrm.domain.forecast.ForecastStep;
import io.iotcrm.domain.forecast.ForecastView;
import io.iotcrm.domain.telemetry.SeriesSpec;
import io.iotcrm.ejb.forecast.Forecasts;
import io.iotcrm.web.platform.Params;
import io.iotcrm.web.platform.Texts;
import io.iotcrm.web.telemetry.Charts;
import io.iotcrm.web.telemetry.SeriesChart;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

/** The forecasts on a device's page, while their switch is on. */
@Named
@RequestScoped
public class DeviceForecast {
  private static final int LINES = 6;
  private static final Set<String> LONG_RANGES = Set.of("30d", "90d");

  @EJB private Forecasts forecasts;
  @Inject private Charts charts;
  @Inject private ForecastWords words;
  @Inject private Texts texts;
  @Inject private Params params;

  public boolean isOn() {
    return "on".equals(params.get("forecast"));
  }

  /** By hours, for the long ranges by days. */
  private ForecastStep step() {
    return LONG_RANGES.contains(params.get("range", "1h")) ? ForecastStep.DAY : ForecastStep.HOUR;
  }

  public List<ForecastChart> charts(DeviceView device) {
    return charts.series(device.profileKey()).stream()
        .filter(spec -> spec.kind() == SeriesSpec.Kind.NUMBER)
        .limit(LINES)
        .map(spec -> chart(device, spec))
        .toList();
  }

  private ForecastChart chart(DeviceView device, SeriesSpec spec) {
    ForecastView view =
        forecasts.series(device.id(), spec.key(), step(), "avg", null, ZoneOffset.UTC);
    String unit = charts.unit(spec.unit());
    SeriesChart line =
        new SeriesChart(
            device.id(),
            spec.key(),
            unit,
            charts.name(spec.key()),
            ForecastWords.past(view),
            step().length().toMinutes(),
            null,
            null,
            true);
    return new ForecastChart(
        line,
        ForecastWords.ahead(view),
        view.quality() == null
            ? texts.of("forecast.skip." + view.skipped(), view.message())
            : words.quality(view.quality(), unit),
        view.quality());
  }
}
