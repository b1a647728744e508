package io.iotcrm.domain.platform;

import java.util.List;

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
}
