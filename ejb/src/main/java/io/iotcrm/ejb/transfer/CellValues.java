package io.iotcrm.ejb.transfer;

import io.iotcrm.ejb.transfer.table.CellText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** What cells of tables mean, whatever program wrote them. */
final class CellValues {
  /** Epoch numbers from here on are milliseconds: as seconds it were the year 5138. */
  private static final double MILLIS_FROM = 1e11;

  private static final double MOST = 1e13;

  private CellValues() {}

  static String text(Object cell) {
    return cell instanceof Double number ? CellText.of(number) : cell.toString().strip();
  }

  /**
   * A number, a boolean (the words true and false too) or a text.
   *
   * @throws IllegalArgumentException for a number with a decimal comma
   */
  static Object value(Object cell) {
    if (cell instanceof Double || cell instanceof Boolean) {
      return cell;
    }
    if (cell instanceof Long number) {
      return number.doubleValue();
    }
    String text = cell.toString().strip();
    if (text.matches("[+-]?\\d+,\\d+")) {
      throw new IllegalArgumentException("has a decimal comma: " + text + "; write a point");
    }
    if (text.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?")) {
      return Double.parseDouble(text);
    }
    if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
      return Boolean.parseBoolean(text);
    }
    return text;
  }

  /**
   * ISO 8601 with or without an offset, also with a space for the T, a date, or the seconds or
   * milliseconds since 1970. To the millisecond.
   *
   * @param zone of times that say none
   * @throws IllegalArgumentException for anything else
   */
  static Instant time(Object cell, ZoneId zone) {
    if (cell == null) {
      throw new IllegalArgumentException("has no time");
    }
    Instant at;
    if (cell instanceof Instant known) {
      at = known;
    } else if (cell instanceof LocalDateTime local) {
      at = local.atZone(zone).toInstant();
    } else if (cell instanceof Number number) {
      at = epoch(number.doubleValue());
    } else {
      at = parse(cell.toString().strip(), zone);
    }
    return at.truncatedTo(ChronoUnit.MILLIS);
  }

  private static Instant epoch(double number) {
    if (!(Math.abs(number) < MOST)) {
      throw new IllegalArgumentException("has a time that is none: " + CellText.of(number));
    }
    return Instant.ofEpochMilli(
        Math.round(Math.abs(number) < MILLIS_FROM ? number * 1_000 : number));
  }

  private static Instant parse(String text, ZoneId zone) {
    if (text.matches("-?\\d{1,14}(\\.\\d+)?")) {
      return epoch(Double.parseDouble(text));
    }
    try {
      if (text.matches("\\d{4}-\\d{2}-\\d{2}")) {
        return LocalDate.parse(text).atStartOfDay(zone).toInstant();
      }
      String iso = text.replaceFirst("^(\\d{4}-\\d{2}-\\d{2}) ", "$1T");
      return iso.matches(".*T.*(Z|[+-]\\d{2}:?\\d{0,2})$")
          ? OffsetDateTime.parse(iso.replaceFirst("([+-]\\d{2})$", "$1:00")).toInstant()
          : LocalDateTime.parse(iso).atZone(zone).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("has a time that is none: " + text, e);
    }
  }
}
