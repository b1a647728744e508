package io.iotcrm.domain.platform;

import java.util.List;
import java.util.function.Function;

/**
 * A part of a list.
 *
 * @param items at most as many as were asked for
 * @param nextCursor where the next part begins, opaque to the caller; null at the end
 */
public record Page<T>(List<T> items, String nextCursor) {
  public Page {
    items = List.copyOf(items);
  }

  /**
   * The part that was asked for.
   *
   * @param found one more than {@code limit} where there is more
   * @param cursorOf the place of an item in the list's order
   */
  public static <T> Page<T> of(List<T> found, int limit, Function<? super T, String> cursorOf) {
    if (found.size() <= limit) {
      return new Page<>(found, null);
    }
    return new Page<>(found.subList(0, limit), cursorOf.apply(found.get(limit - 1)));
  }

  /** The same part with each item shown in another way. */
  public <V> Page<V> map(Function<? super T, ? extends V> view) {
    return new Page<>(items.stream().<V>map(view).toList(), nextCursor);
  }
}
