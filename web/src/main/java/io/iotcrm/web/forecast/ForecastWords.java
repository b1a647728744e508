package io.iotcrm.web.forecast;

import io.iotcrm.domain.forecast.Accuracy;
import io.iotcrm.domain.forecast.ForecastPoint;
import io.iotcrm.domain.forecast.ForecastQuality;
import io.iotcrm.domain.forecast.ForecastView;
import io.iotcrm.web.platform.Texts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.StringJoiner;

/** Forecasts in words and as lines. */
@Named
@ApplicationScoped
public class ForecastWords {
  @Inject private Texts texts;

  /** What the chart draws: time, value and the four ends of the intervals. */
  static String ahead(ForecastView view) {
    StringJoiner points = new StringJoiner(",", "[", "]");
    for (ForecastPoint p : view.points()) {
      points.add(
          "[%d,%s,%s,%s,%s,%s]"
              .formatted(
                  p.at().toEpochMilli(),
                  rounded(p.value()),
                  rounded(p.low80()),
                  rounded(p.high80()),
                  rounded(p.low95()),
                  rounded(p.high95())));
    }
    return points.toString();
  }

  static String past(ForecastView view) {
    StringJoiner points = new StringJoiner(",", "[", "]");
    view.past()
        .forEach(p -> points.add("[" + p.at().toEpochMilli() + "," + rounded(p.value()) + "]"));
    return points.toString();
  }

  /** For pages. */
  public String number(Double value) {
    return rounded(value);
  }

  /** Four digits are more than a forecast knows. */
  static String rounded(Double value) {
    return value == null
        ? ""
        : new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros().toPlainString();
  }

  /** How good it was, as a sentence. */
  public String quality(ForecastQuality quality, String unit) {
    Accuracy test = quality.test();
    Accuracy naive = quality.baselineTest();
    return texts.of(
        quality.method().equals(quality.baseline()) ? "forecast.naive" : "forecast.quality",
        quality.method(),
        (rounded(test.mae()) + " " + unit).strip(),
        (rounded(naive.mae()) + " " + unit).strip(),
        texts.of(
            test.mae() < naive.mae()
                ? "forecast.better"
                : test.mae() > naive.mae() ? "forecast.worse" : "forecast.same"));
  }
}
