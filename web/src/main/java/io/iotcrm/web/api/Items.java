package io.iotcrm.web.api;

import java.util.List;

/** An answer that is a whole list, short by nature. */
public record Items<T>(List<T> items) {
  public Items {
    items = List.copyOf(items);
  }
}
