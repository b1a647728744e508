package io.iotcrm.ejb.transfer.table;

import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The rows of one sheet. */
final class XlsxSheet {
  private static final int MAX_COLUMNS = 16_384;
  private static final double DAY_MILLIS = 86_400_000;
  private static final int EPOCH_DAY = 25_569;

  private final XlsxBook book;
  private final XMLStreamReader xml;
  private long rows;

  XlsxSheet(ZipFile zip, XlsxBook book, String part) throws IOException, XMLStreamException {
    this.book = book;
    this.xml = XlsxBook.open(zip, part);
  }

  /** The next row that has a cell; null at the end. */
  TableReader.Row next() throws IOException, XMLStreamException {
    while (xml.hasNext()) {
      if (xml.next() == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("row")) {
        String number = xml.getAttributeValue(null, "r");
        rows = number == null ? rows + 1 : Long.parseLong(number);
        List<Object> cells = cells();
        if (!cells.isEmpty()) {
          return new TableReader.Row(rows, cells);
        }
      }
    }
    return null;
  }

  private List<Object> cells() throws IOException, XMLStreamException {
    List<Object> cells = new ArrayList<>();
    int event = xml.next();
    while (event != XMLStreamConstants.END_ELEMENT || !xml.getLocalName().equals("row")) {
      if (event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("c")) {
        int column = column(xml.getAttributeValue(null, "r"), cells.size());
        while (cells.size() < column) {
          cells.add(null);
        }
        cells.add(cell());
      }
      event = xml.next();
    }
    return cells;
  }

  /** {@code AB12} is column 27. */
  private static int column(String reference, int next) throws UnreadableTableException {
    if (reference == null) {
      return next;
    }
    int column = 0;
    for (int i = 0; i < reference.length() && Character.isLetter(reference.charAt(i)); i++) {
      column = column * 26 + Character.toUpperCase(reference.charAt(i)) - 'A' + 1;
      if (column > MAX_COLUMNS) {
        throw new UnreadableTableException("has too many columns");
      }
    }
    return column - 1;
  }

  private Object cell() throws XMLStreamException {
    String type = xml.getAttributeValue(null, "t");
    String style = xml.getAttributeValue(null, "s");
    StringBuilder text = new StringBuilder();
    boolean empty = true;
    int event = xml.next();
    while (event != XMLStreamConstants.END_ELEMENT || !xml.getLocalName().equals("c")) {
      if (event == XMLStreamConstants.START_ELEMENT
          && (xml.getLocalName().equals("v") || xml.getLocalName().equals("t"))) {
        text.append(xml.getElementText());
        empty = false;
      }
      event = xml.next();
    }
    return empty ? null : value(type == null ? "n" : type, style, text.toString());
  }

  private Object value(String type, String style, String text) {
    return switch (type) {
      case "s" -> book.texts().get(Integer.parseInt(text));
      case "inlineStr", "str" -> text;
      case "b" -> text.equals("1");
      case "d" -> LocalDateTime.parse(text);
      case "e" -> null;
      default -> {
        double number = Double.parseDouble(text);
        yield style != null && book.dates().contains(Integer.parseInt(style))
            ? date(number)
            : (Object) number;
      }
    };
  }

  /** To the millisecond, which is as exact as such a number is. */
  private static LocalDateTime date(double serial) {
    long millis = Math.round((serial - EPOCH_DAY) * DAY_MILLIS);
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(millis, 1_000L),
        (int) Math.floorMod(millis, 1_000L) * 1_000_000,
        ZoneOffset.UTC);
  }

  void close() {
    try {
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("closing a reader does not fail", e);
    }
  }
}
