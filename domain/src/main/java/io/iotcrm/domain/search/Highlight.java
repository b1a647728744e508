package io.iotcrm.domain.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Marks in a text what was looked for. It gives pieces, never markup, so that no text of a record
 * can become a part of the page.
 */
public final class Highlight {
  private static final Pattern OPERATORS = Pattern.compile("(?i)(?<=^|\\s)(-\\S+|or)(?=\\s|$)");
  private static final int BEFORE = 40;
  private static final int AFTER = 120;

  private final Pattern words;

  private Highlight(Pattern words) {
    this.words = words;
  }

  /** Of the words of a query; what it excludes is not marked. */
  public static Highlight of(String query) {
    String wanted = OPERATORS.matcher(query.replace('"', ' ')).replaceAll(" ").strip();
    List<String> found =
        Arrays.stream(wanted.split("\\s+"))
            .filter(word -> !word.isEmpty())
            .sorted(Comparator.comparing(String::length).reversed())
            .map(Pattern::quote)
            .toList();
    int flags = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    return new Highlight(found.isEmpty() ? null : Pattern.compile(String.join("|", found), flags));
  }

  public boolean matches(String text) {
    return words != null && text != null && words.matcher(text).find();
  }

  /** The whole text; empty for null and the empty text. */
  public List<SearchHit.Part> mark(String text) {
    List<SearchHit.Part> parts = new ArrayList<>();
    if (text == null || text.isEmpty()) {
      return parts;
    }
    int from = 0;
    if (words != null) {
      Matcher matcher = words.matcher(text);
      while (matcher.find()) {
        add(parts, text.substring(from, matcher.start()), false);
        add(parts, matcher.group(), true);
        from = matcher.end();
      }
    }
    add(parts, text.substring(from), false);
    return parts;
  }

  /** What stands around the first match; empty where there is none. */
  public List<SearchHit.Part> around(String text) {
    if (!matches(text)) {
      return List.of();
    }
    Matcher matcher = words.matcher(text);
    matcher.find();
    int start = wordStart(text, Math.max(0, matcher.start() - BEFORE));
    int end = Math.min(text.length(), matcher.end() + AFTER);
    String shown = text.substring(start, end).replaceAll("\\s+", " ").strip();
    return mark((start > 0 ? "… " : "") + shown + (end < text.length() ? " …" : ""));
  }

  private static int wordStart(String text, int from) {
    int space = from == 0 ? -1 : text.indexOf(' ', from);
    return space < 0 || space > from + BEFORE / 2 ? from : space + 1;
  }

  private static void add(List<SearchHit.Part> parts, String text, boolean marked) {
    if (!text.isEmpty()) {
      parts.add(new SearchHit.Part(text, marked));
    }
  }
}
