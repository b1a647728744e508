package io.iotcrm.web.sales;

import io.iotcrm.domain.sales.ForecastCategory;
import io.iotcrm.domain.sales.StageDetails;
import io.iotcrm.domain.sales.StageKind;
import io.iotcrm.domain.sales.StageView;
import io.iotcrm.ejb.platform.Records;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * A stage as callers write it.
 *
 * @param kind OPEN unless it says otherwise
 * @param probability of being won, in percent; 100 for won and 0 for lost whatever it says
 */
public record StageBody(
    @NotBlank @Size(max = 60) String name,
    StageKind kind,
    Integer probability,
    ForecastCategory category,
    @Size(max = 20) String colour) {
  static StageBody of(StageView view) {
    return new StageBody(
        view.name(), view.kind(), view.probability(), view.category(), view.colour());
  }

  StageDetails details() {
    return Records.checked("", () -> new StageDetails(name, kind, probability, category, colour));
  }
}
