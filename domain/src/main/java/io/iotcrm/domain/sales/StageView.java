package io.iotcrm.domain.sales;

import java.io.Serializable;
import java.util.UUID;

/**
 * A stage as lists and pages show it.
 *
 * @param probability of being won from here, in percent
 */
public record StageView(
    UUID id,
    String key,
    String name,
    StageKind kind,
    int probability,
    ForecastCategory category,
    String colour)
    implements Serializable {

  public static StageView of(Stage stage) {
    return new StageView(
        stage.getId(),
        stage.getKey(),
        stage.getName(),
        stage.getKind(),
        stage.getProbability(),
        stage.getCategory(),
        stage.getColour());
  }
}
