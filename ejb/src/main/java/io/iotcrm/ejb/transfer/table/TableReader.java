package io.iotcrm.ejb.transfer.table;

import io.iotcrm.domain.transfer.TransferFormat;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Reads a table, row by row. Not thread-safe. */
public interface TableReader extends Closeable {

  /** The names of the columns, without spaces around them. */
  List<String> columns();

  /**
   * The next row; null at the end.
   *
   * @throws UnreadableTableException where the file is no such table from here on
   */
  Row next() throws IOException;

  /**
   * One row.
   *
   * @param number where a person finds it: the line of CSV, the row of a sheet, the count of
   *     others; from 1
   * @param cells as many as there are columns: {@link String}, {@link Double}, {@link Long}, {@link
   *     Boolean}, {@link java.time.Instant}, {@link java.time.LocalDateTime} where no zone is
   *     known, or null
   */
  record Row(long number, List<Object> cells) {}

  /**
   * @throws UnreadableTableException where the file is no such table
   */
  static TableReader open(TransferFormat format, Path file) throws IOException {
    return switch (format) {
      case CSV -> new CsvTableReader(file);
      case XLSX -> new XlsxTableReader(file);
      case PARQUET -> new ParquetTableReader(file);
    };
  }
}
