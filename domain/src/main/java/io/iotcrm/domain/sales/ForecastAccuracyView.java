package io.iotcrm.domain.sales;

import java.io.Serializable;
import java.util.List;

/**
 * How far the forecasts of past months were off, in one currency.
 *
 * @param months how many months were compared at most
 * @param errors by method and by months ahead
 */
public record ForecastAccuracyView(String currency, int months, List<ForecastError> errors)
    implements Serializable {
  public ForecastAccuracyView {
    errors = List.copyOf(errors);
  }
}
