package io.iotcrm.ejb.transfer.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLStreamException;

/**
 * The sheets of a workbook, one after the other: the first row of the first one has the names of
 * the columns; further sheets are read where their first row is the same.
 */
final class XlsxTableReader implements TableReader {
  private final ZipFile zip;
  private final XlsxBook book;
  private final List<String> columns;
  private int nextSheet;
  private XlsxSheet sheet;

  XlsxTableReader(Path file) throws IOException {
    try {
      zip = new ZipFile(file.toFile());
    } catch (ZipException e) {
      throw new UnreadableTableException("is no workbook (XLSX)", e);
    }
    try {
      book = XlsxBook.read(zip);
      Row first = advance();
      if (first == null) {
        throw new UnreadableTableException("has no first row with the names of the columns");
      }
      columns = names(first);
    } catch (IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  private static List<String> names(Row row) {
    return row.cells().stream().map(cell -> cell == null ? "" : cell.toString().strip()).toList();
  }

  private Row advance() throws IOException {
    try {
      while (true) {
        if (sheet == null) {
          if (nextSheet == book.sheets().size()) {
            return null;
          }
          sheet = new XlsxSheet(zip, book, book.sheets().get(nextSheet++));
        }
        Row row = sheet.next();
        if (row != null) {
          return row;
        }
        sheet.close();
        sheet = null;
      }
    } catch (XMLStreamException | NumberFormatException e) {
      throw new UnreadableTableException("is a damaged workbook: " + e.getMessage(), e);
    }
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public Row next() throws IOException {
    while (true) {
      int before = nextSheet;
      Row row = advance();
      if (row == null) {
        return null;
      }
      if (nextSheet != before) {
        if (names(row).equals(columns)) {
          continue;
        }
        nextSheet = book.sheets().size(); // another table
        sheet.close();
        sheet = null;
        return null;
      }
      List<Object> cells = new ArrayList<>(row.cells());
      cells.addAll(Collections.nCopies(Math.max(0, columns.size() - cells.size()), null));
      return new Row(row.number(), cells.subList(0, columns.size()));
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
