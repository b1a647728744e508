package io.iotcrm.ejb.transfer.table;

/** How cells look in formats that have only text. */
public final class CellText {
  private static final double EXACT = 1L << 53;
  private static final String FORMULA = "=+-@\t\r";

  private CellText() {}

  /** A number that reads back as the same; no fraction where there is none. */
  public static String of(double number) {
    return number == Math.rint(number) && Math.abs(number) < EXACT
        ? Long.toString((long) number)
        : Double.toString(number);
  }

  /**
   * A text that no spreadsheet takes for a formula: one that begins like one, after apostrophes or
   * not, gets an apostrophe in front.
   */
  public static String guarded(String text) {
    return isFormula(text) ? "'" + text : text;
  }

  /** The text that was {@link #guarded}. */
  public static String unguarded(String text) {
    return text.startsWith("'") && isFormula(text) ? text.substring(1) : text;
  }

  private static boolean isFormula(String text) {
    int at = 0;
    while (at < text.length() && text.charAt(at) == '\'') {
      at++;
    }
    return at < text.length() && FORMULA.indexOf(text.charAt(at)) >= 0;
  }
}
