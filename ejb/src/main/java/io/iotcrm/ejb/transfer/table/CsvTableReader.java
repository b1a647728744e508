package io.iotcrm.ejb.transfer.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * CSV in UTF-8, with or without a byte order mark. Fields are separated by comma or, where the
 * first line has one and no comma, by semicolon or tab.
 */
final class CsvTableReader implements TableReader {
  private static final int MAX_RECORD = 1 << 20;
  private static final int MAX_FIRST_LINE = 1 << 16;

  private final CsvReader<CsvRecord> csv;
  private final Iterator<CsvRecord> records;
  private final List<String> columns;

  CsvTableReader(Path file) throws IOException {
    char separator = separator(file);
    BufferedReader text = text(file);
    csv = CsvReader.builder().fieldSeparator(separator).maxBufferSize(MAX_RECORD).ofCsvRecord(text);
    records = csv.iterator();
    CsvRecord first = record();
    if (first == null) {
      csv.close();
      throw new UnreadableTableException("has no first line with the names of the columns");
    }
    columns = first.getFields().stream().map(name -> CellText.unguarded(name.strip())).toList();
  }

  private static BufferedReader text(Path file) throws IOException {
    BufferedReader text =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8.newDecoder()),
            1 << 16);
    try {
      text.mark(1);
      if (text.read() != '\uFEFF') {
        text.reset();
      }
      return text;
    } catch (CharacterCodingException e) {
      text.close();
      throw new UnreadableTableException("is not in UTF-8", e);
    }
  }

  private static char separator(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      String begin = new String(in.readNBytes(MAX_FIRST_LINE), StandardCharsets.UTF_8);
      String line = begin.lines().findFirst().orElse("");
      if (line.indexOf(',') >= 0) {
        return ',';
      }
      return line.indexOf(';') >= 0 ? ';' : line.indexOf('\t') >= 0 ? '\t' : ',';
    }
  }

  private CsvRecord record() throws IOException {
    try {
      return records.hasNext() ? records.next() : null;
    } catch (CsvParseException e) {
      throw new UnreadableTableException(String.valueOf(e.getMessage()), e);
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof CharacterCodingException) {
        throw new UnreadableTableException("is not in UTF-8", e);
      }
      throw e.getCause();
    }
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public Row next() throws IOException {
    CsvRecord found = record();
    if (found == null) {
      return null;
    }
    List<Object> cells = new ArrayList<>(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      String field = i < found.getFieldCount() ? found.getField(i) : "";
      cells.add(field.isEmpty() ? null : CellText.unguarded(field));
    }
    return new Row(found.getStartingLineNumber(), cells);
  }

  @Override
  public void close() throws IOException {
    csv.close();
  }
}
