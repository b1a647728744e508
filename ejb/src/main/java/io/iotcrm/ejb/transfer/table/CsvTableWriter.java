package io.iotcrm.ejb.transfer.table;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** CSV after RFC 4180 in UTF-8; times in ISO 8601, UTC. */
final class CsvTableWriter implements TableWriter {
  private static final int BUFFER = 1 << 16;

  private final CsvWriter csv;
  private final int width;

  CsvTableWriter(List<Column> columns, OutputStream out) {
    csv =
        CsvWriter.builder()
            .lineDelimiter(LineDelimiter.CRLF)
            .build(new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), BUFFER));
    width = columns.size();
    csv.writeRecord(columns.stream().map(column -> CellText.guarded(column.name())).toList());
  }

  @Override
  public void write(Object... cells) {
    String[] fields = new String[width];
    for (int i = 0; i < width; i++) {
      Object cell = cells[i];
      if (cell instanceof Double number) {
        fields[i] = Double.isFinite(number) ? CellText.of(number) : "";
      } else if (cell instanceof String text) {
        fields[i] = CellText.guarded(text);
      } else {
        fields[i] = cell == null ? "" : cell.toString();
      }
    }
    csv.writeRecord(fields);
  }

  @Override
  public void close() throws IOException {
    csv.close();
  }
}
