package io.iotcrm.ejb.transfer.table;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * A workbook with as many sheets as the rows need. Texts are cells of the type text, never
 * formulas; times are dates in UTC.
 */
final class XlsxTableWriter implements TableWriter {
  /** What a sheet can have, the one with the names included. */
  static final int MAX_ROWS = 1_048_576;

  /** Rows that are kept until they are written. */
  private static final int KEPT = 1_000;

  private static final double DAY_MILLIS = 86_400_000;

  /** Between 1899-12-30, where the calendar of sheets begins, and 1970. */
  private static final int EPOCH_DAY = 25_569;

  private final List<Column> columns;
  private final OutputStream out;
  private final Workbook workbook;
  private final int maxRows;
  private Worksheet sheet;
  private int sheets;
  private int row;

  XlsxTableWriter(List<Column> columns, OutputStream out, int maxRows) throws IOException {
    this.columns = columns;
    this.out = out;
    this.maxRows = maxRows;
    workbook = new Workbook(out, "IoT CRM", "1.0");
    nextSheet();
  }

  private void nextSheet() throws IOException {
    if (sheet != null) {
      sheet.finish();
    }
    sheet = workbook.newWorksheet("Telemetry " + ++sheets);
    sheet.freezePane(0, 1);
    for (int i = 0; i < columns.size(); i++) {
      sheet.width(i, columns.get(i).type() == Column.Type.NUMBER ? 14 : 24);
      sheet.inlineString(0, i, columns.get(i).name());
      sheet.style(0, i).bold().set();
    }
    row = 1;
  }

  @Override
  public void write(Object... cells) throws IOException {
    if (row == maxRows) {
      nextSheet();
    }
    for (int i = 0; i < cells.length; i++) {
      if (cells[i] instanceof Double number) {
        if (Double.isFinite(number)) {
          sheet.value(row, i, number);
        }
      } else if (cells[i] instanceof Instant time) {
        sheet.value(row, i, EPOCH_DAY + time.toEpochMilli() / DAY_MILLIS);
        sheet.style(row, i).format("yyyy-mm-dd hh:mm:ss.000").set();
      } else if (cells[i] != null) {
        sheet.inlineString(row, i, printable(cells[i].toString()));
      }
    }
    row++;
    if (row % KEPT == 0) {
      sheet.flush();
    }
  }

  /** Characters that XML does not have are replaced. */
  private static String printable(String text) {
    StringBuilder clean = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean half =
          Character.isHighSurrogate(c)
                  && (i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1)))
              || Character.isLowSurrogate(c)
                  && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
      if (half || c < ' ' && c != '\t' && c != '\n' && c != '\r' || c >= '\uFFFE') {
        clean = clean == null ? new StringBuilder(text) : clean;
        clean.setCharAt(i, '\uFFFD');
      }
    }
    return clean == null ? text : clean.toString();
  }

  @Override
  public void close() throws IOException {
    try (out) {
      workbook.close();
    }
  }
}
