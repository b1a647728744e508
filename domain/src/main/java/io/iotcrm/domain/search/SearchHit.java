package io.iotcrm.domain.search;

import java.io.Serializable;
import java.util.List;

/**
 * A record that was found.
 *
 * @param id of the record, for its address
 * @param title what the record is called, with the matches marked
 * @param detail what tells it from others of the same name; may be empty
 * @param match the part of the record around the match, where the title has none; may be empty
 */
public record SearchHit(
    SearchKind kind, String id, List<Part> title, List<Part> detail, List<Part> match)
    implements Serializable {
  public SearchHit {
    title = List.copyOf(title);
    detail = List.copyOf(detail);
    match = List.copyOf(match);
  }

  /**
   * A piece of a text.
   *
   * @param marked whether it is what was looked for
   */
  public record Part(String text, boolean marked) implements Serializable {}
}
