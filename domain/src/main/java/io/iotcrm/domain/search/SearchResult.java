package io.iotcrm.domain.search;

import java.io.Serializable;
import java.util.List;

/**
 * What was found, by kind.
 *
 * @param similar nothing has the words themselves: these have similar ones
 * @param groups only the kinds of which something was found
 */
public record SearchResult(boolean similar, List<Group> groups) implements Serializable {
  public SearchResult {
    groups = List.copyOf(groups);
  }

  /**
   * The records of one kind, the best first.
   *
   * @param more whether there are more than were asked for
   */
  public record Group(SearchKind kind, List<SearchHit> hits, boolean more) implements Serializable {
    public Group {
      hits = List.copyOf(hits);
    }
  }
}
