package io.iotcrm.domain.recommendation;

import io.iotcrm.domain.platform.InvalidInputException;
import java.time.Instant;
import java.util.UUID;

/**
 * Something a customer did, as it is reported. Exactly one of item, SKU and shelf names what it was
 * done with; a shelf stands for all of its items, which share the weight.
 *
 * @param weight at least 0 and at most 100; null takes the kind's own
 * @param at when it happened; null is now
 * @param source {@code rule/ID}, {@code api/USER}, {@code portal/USER}, {@code import}
 * @param idempotencyKey a repetition of the same key changes nothing; null accepts repetitions
 */
public record NewInteraction(
    UUID contactId,
    UUID itemId,
    String sku,
    String shelf,
    InteractionKind kind,
    Double weight,
    Instant at,
    String source,
    String idempotencyKey) {
  public static final double MAX_WEIGHT = 100;

  public NewInteraction {
    required("/contactId", contactId);
    required("/kind", kind);
    required("/source", source);
    int named = (itemId == null ? 0 : 1) + (sku == null ? 0 : 1) + (shelf == null ? 0 : 1);
    if (named != 1) {
      throw new InvalidInputException(
          "", "must name exactly one of itemId, sku and shelf, not " + named);
    }
    if (weight != null && !(weight >= 0 && weight <= MAX_WEIGHT)) {
      throw new InvalidInputException("/weight", "must be between 0 and 100, not " + weight);
    }
  }

  private static void required(String pointer, Object value) {
    if (value == null) {
      throw new InvalidInputException(pointer, "is required");
    }
  }

  public static NewInteraction withItem(
      UUID contactId, UUID itemId, InteractionKind kind, String source) {
    return new NewInteraction(contactId, itemId, null, null, kind, null, null, source, null);
  }

  public static NewInteraction withSku(
      UUID contactId, String sku, InteractionKind kind, String source) {
    return new NewInteraction(contactId, null, sku, null, kind, null, null, source, null);
  }

  public static NewInteraction atShelf(
      UUID contactId, String shelf, InteractionKind kind, String source) {
    return new NewInteraction(contactId, null, null, shelf, kind, null, null, source, null);
  }

  public NewInteraction weighing(double newWeight) {
    return new NewInteraction(
        contactId, itemId, sku, shelf, kind, newWeight, at, source, idempotencyKey);
  }

  public NewInteraction at(Instant when) {
    return new NewInteraction(
        contactId, itemId, sku, shelf, kind, weight, when, source, idempotencyKey);
  }

  /** Makes a repetition harmless. */
  public NewInteraction once(String key) {
    return new NewInteraction(contactId, itemId, sku, shelf, kind, weight, at, source, key);
  }

  public double effectiveWeight() {
    return weight == null ? kind.defaultWeight() : weight;
  }
}
