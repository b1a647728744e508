package io.iotcrm.domain.sales;

/**
 * A stage as an administrator writes it.
 *
 * @param probability of being won from here, 0 to 100 percent; null: 100 for won, 0 for lost, 50
 *     for an open one
 * @param category null: committed from 75 percent, best case from 50
 * @param colour a token of {@link StageColour}; null: by the kind
 */
public record StageDetails(
    String name, StageKind kind, Integer probability, ForecastCategory category, String colour) {

  public StageDetails {
    if (name == null || name.isBlank() || name.length() > 60) {
      throw new IllegalArgumentException("a stage's name must have 1 to 60 characters");
    }
    if (kind == null) {
      kind = StageKind.OPEN;
    }
    probability =
        switch (kind) {
          case WON -> Integer.valueOf(100);
          case LOST -> Integer.valueOf(0);
          case OPEN -> probability == null ? Integer.valueOf(50) : probability;
        };
    if (probability < 0 || probability > 100) {
      throw new IllegalArgumentException("a stage's probability must be 0 to 100 percent");
    }
    if (category == null) {
      category =
          probability >= 75
              ? ForecastCategory.COMMIT
              : probability >= 50 ? ForecastCategory.BEST_CASE : ForecastCategory.PIPELINE;
    }
    if (colour == null || colour.isBlank()) {
      colour =
          switch (kind) {
            case WON -> StageColour.GOOD.token();
            case LOST -> StageColour.CRITICAL.token();
            case OPEN -> StageColour.INFO.token();
          };
    }
    colour = StageColour.ofToken(colour).token();
  }
}
