package io.iotcrm.domain.device;

import io.iotcrm.domain.platform.InvalidInputException;
import java.util.ArrayList;
import java.util.List;

/**
 * A table in CSV after RFC 4180: fields may be quoted, a quote in them is doubled, lines end in LF
 * or CRLF. Fields are separated by comma or, where the first line has one outside quotes and no
 * comma, by semicolon. Empty lines are left out.
 *
 * @param columns names from the first line, without spaces around them
 */
public record CsvTable(List<String> columns, List<Row> rows) {

  /**
   * @param line the line in the text where the row begins, from 1
   * @param fields as many as there are columns; missing ones at the end are empty
   */
  public record Row(int line, List<String> fields) {}

  public CsvTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /**
   * @param most how many rows there may be below the first line
   * @throws InvalidInputException if it is no such table
   */
  public static CsvTable parse(String text, int most) {
    String clean = text.startsWith("\uFEFF") ? text.substring(1) : text; // as spreadsheets write it
    Reader reader = new Reader(clean, separator(clean));
    List<Row> all = new ArrayList<>();
    for (Row row = reader.next(); row != null; row = reader.next()) {
      if (row.fields().size() > 1 || !row.fields().get(0).isBlank()) {
        all.add(row);
      }
      if (all.size() > most + 1) {
        throw new InvalidInputException("", "has more than " + most + " rows");
      }
    }
    if (all.isEmpty()) {
      throw new InvalidInputException("", "has no first line with the names of the columns");
    }
    List<String> columns = all.get(0).fields().stream().map(String::strip).toList();
    List<Row> rows = new ArrayList<>();
    for (Row row : all.subList(1, all.size())) {
      if (row.fields().size() > columns.size()) {
        throw new InvalidInputException(
            "/" + row.line(),
            "has " + row.fields().size() + " fields, but there are " + columns.size() + " columns");
      }
      List<String> fields = new ArrayList<>(row.fields());
      while (fields.size() < columns.size()) {
        fields.add("");
      }
      rows.add(new Row(row.line(), List.copyOf(fields)));
    }
    return new CsvTable(columns, rows);
  }

  /** A line of CSV, with quotes where a field needs them. */
  public static String line(List<String> fields) {
    StringBuilder line = new StringBuilder();
    for (String field : fields) {
      String text = field == null ? "" : field;
      if (!line.isEmpty()) {
        line.append(',');
      }
      boolean formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
      if (formula || text.matches("(?s).*[\",\\r\\n].*")) {
        line.append('"').append(text.replace("\"", "\"\"")).append('"');
      } else {
        line.append(text);
      }
    }
    return line.append("\r\n").toString();
  }

  private static char separator(String text) {
    boolean quoted = false;
    boolean semicolon = false;
    for (int i = 0; i < text.length() && (quoted || text.charAt(i) != '\n'); i++) {
      char c = text.charAt(i);
      quoted ^= c == '"';
      if (!quoted && c == ',') {
        return ',';
      }
      semicolon |= !quoted && c == ';';
    }
    return semicolon ? ';' : ',';
  }

  /** Takes the text apart, row by row. */
  private static final class Reader {
    private final String text;
    private final char separator;
    private int at;
    private int line = 1;

    Reader(String text, char separator) {
      this.text = text;
      this.separator = separator;
    }

    Row next() {
      if (at >= text.length()) {
        return null;
      }
      int begins = line;
      List<String> fields = new ArrayList<>();
      do {
        fields.add(field(begins));
      } while (at < text.length() && text.charAt(at++) == separator);
      line++;
      return new Row(begins, fields);
    }

    /** Leaves the place at the separator or the line feed behind the field. */
    private String field(int row) {
      if (at < text.length() && text.charAt(at) == '"') {
        return quoted(row);
      }
      int begin = at;
      while (at < text.length() && text.charAt(at) != separator && text.charAt(at) != '\n') {
        at++;
      }
      return text.substring(begin, at).strip();
    }

    private String quoted(int row) {
      StringBuilder field = new StringBuilder();
      at++;
      while (at < text.length()) {
        char c = text.charAt(at++);
        if (c == '"' && (at == text.length() || text.charAt(at) != '"')) {
          while (at < text.length() && text.charAt(at) != separator && text.charAt(at) != '\n') {
            at++; // a carriage return or spaces behind the quote
          }
          return field.toString();
        }
        if (c == '"') {
          at++;
        } else if (c == '\n') {
          line++;
        }
        field.append(c);
      }
      throw new InvalidInputException("/" + row, "has a quote that is not closed");
    }
  }
}
