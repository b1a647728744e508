package io.iotcrm.ejb.search;

import java.util.regex.Pattern;

/**
 * What was typed, as the database looks for it.
 *
 * @param text as it was typed
 * @param words of it; empty where it is the number of a ticket
 * @param operators whether quotes, {@code or} or {@code -word} say how the words belong together
 * @param infix the pattern of a part of the text; null where the words alone count
 * @param digits the pattern of a telephone number's digits; null where it is none
 */
record SearchWords(String text, String words, boolean operators, String infix, String digits) {
  /** Shorter parts have no trigram, and are everywhere. */
  private static final int SHORTEST_PART = 3;

  private static final int SHORTEST_NUMBER = 5;
  private static final Pattern OPERATORS = Pattern.compile("(?i)\"|(^|\\s)(-\\S|or\\s)");
  private static final Pattern TICKET = Pattern.compile("#[0-9]+");
  private static final Pattern NUMBER = Pattern.compile("[+(]?[0-9][0-9 ()/.-]*");

  static SearchWords of(String text) {
    if (TICKET.matcher(text).matches()) {
      return new SearchWords(text, "", false, text + " %", null);
    }
    boolean operators = OPERATORS.matcher(text).find();
    boolean part = !operators && text.length() >= SHORTEST_PART;
    String digits = NUMBER.matcher(text).matches() ? text.replaceAll("[^0-9]", "") : "";
    return new SearchWords(
        text,
        text,
        operators,
        part ? "%" + escaped(text) + "%" : null,
        digits.length() >= SHORTEST_NUMBER ? "%" + national(digits) + "%" : null);
  }

  /** The pattern of what begins with the text. */
  String prefix() {
    return escaped(text) + "%";
  }

  /** Without the zero or zeros before a number: it may be stored with the country's code. */
  private static String national(String digits) {
    String bare = digits.replaceFirst("^0+", "");
    return bare.length() >= SHORTEST_NUMBER ? bare : digits;
  }

  private static String escaped(String text) {
    return text.replaceAll("([\\\\%_])", "\\\\$1");
  }
}
