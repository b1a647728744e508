package io.iotcrm.domain.support;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Words that tickets are found by. Immutable.
 *
 * @param words in lower case and in order, each once
 */
public record TicketTags(List<String> words) implements Serializable {
  private static final int MAX_TAGS = 20;
  private static final Pattern TAG = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}_-]{0,39}");

  /**
   * @throws IllegalArgumentException naming the one that is no tag, or too many
   */
  public TicketTags {
    TreeSet<String> sorted = new TreeSet<>();
    for (String word : words) {
      String tag = word.strip().toLowerCase(Locale.ROOT);
      if (!TAG.matcher(tag).matches()) {
        throw new IllegalArgumentException(
            "a tag must have 1 to 40 letters, digits, '-' and '_': " + word);
      }
      sorted.add(tag);
    }
    if (sorted.size() > MAX_TAGS) {
      throw new IllegalArgumentException("there can be at most " + MAX_TAGS + " tags");
    }
    words = List.copyOf(sorted);
  }

  static TicketTags ofStored(String stored) {
    return new TicketTags(
        Arrays.stream((stored == null ? "" : stored).split("\\|"))
            .filter(word -> !word.isEmpty())
            .toList());
  }

  /** With bars around each, so that one can be looked for. */
  String stored() {
    return words.isEmpty() ? "" : "|" + String.join("|", words) + "|";
  }

  /** What is stored of a ticket that has this tag contains this. */
  public static String needle(String tag) {
    return "|" + tag.strip().toLowerCase(Locale.ROOT) + "|";
  }

  public TicketTags with(Collection<String> more, Collection<String> less) {
    TreeSet<String> all = new TreeSet<>(words);
    all.addAll(new TicketTags(List.copyOf(more)).words());
    all.removeAll(new TicketTags(List.copyOf(less)).words());
    return new TicketTags(List.copyOf(all));
  }
}
