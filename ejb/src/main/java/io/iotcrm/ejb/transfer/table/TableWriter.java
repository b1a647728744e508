package io.iotcrm.ejb.transfer.table;

import io.iotcrm.domain.transfer.TransferFormat;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Writes a table, row by row. Not thread-safe. What is not closed is no file; closing it closes the
 * stream below.
 */
public interface TableWriter extends Closeable {

  /**
   * @param cells as many as there are columns, each of its column's type or null
   */
  void write(Object... cells) throws IOException;

  static TableWriter open(TransferFormat format, List<Column> columns, OutputStream out)
      throws IOException {
    return switch (format) {
      case CSV -> new CsvTableWriter(columns, out);
      case XLSX -> new XlsxTableWriter(columns, out, XlsxTableWriter.MAX_ROWS);
      case PARQUET -> new ParquetTableWriter(columns, out, ParquetTableWriter.GROUP_ROWS);
    };
  }
}
