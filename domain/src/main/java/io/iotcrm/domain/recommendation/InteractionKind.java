package io.iotcrm.domain.recommendation;

/** What a customer did with an item; what says most comes first. */
public enum InteractionKind {
  PURCHASE(3.0, "you bought"),
  ACCEPT(3.0, "you chose"),
  DWELL(1.0, "you stopped at"),
  CLICK(1.0, "you looked at"),
  DISMISS(0.0, "you dismissed");

  private final double defaultWeight;
  private final String words;

  InteractionKind(double defaultWeight, String words) {
    this.defaultWeight = defaultWeight;
    this.words = words;
  }

  /** How much one such interaction says when the one who reports it gives no weight. */
  public double defaultWeight() {
    return defaultWeight;
  }

  /** Whether the item is the customer's afterwards, so that it need not be offered again. */
  public boolean owns() {
    return this == PURCHASE || this == ACCEPT;
  }

  /** The words of a reason, e.g. "you bought". */
  public String words() {
    return words;
  }
}
