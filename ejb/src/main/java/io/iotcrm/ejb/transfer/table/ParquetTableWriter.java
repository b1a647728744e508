package io.iotcrm.ejb.transfer.table;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.ColumnOrder;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.TypeDefinedOrder;
import org.apache.parquet.format.Util;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;

/**
 * Parquet: flat, every column optional, pages packed with Snappy, times as TIMESTAMP(MICROS, UTC).
 * A row group is in memory until it is full.
 */
final class ParquetTableWriter implements TableWriter {
  static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  /** Rows of a group: with six columns not more than some ten megabytes. */
  static final int GROUP_ROWS = 250_000;

  private static final long GROUP_BYTES = 16L << 20;
  private static final int PAGE_ROWS = 20_000;

  private final List<Column> columns;
  private final MessageType schema;
  private final CountedOutput out;
  private final int groupRows;
  private final List<RowGroup> groups = new ArrayList<>();
  private ParquetPages pages;
  private ColumnWriteStore store;
  private ColumnWriter[] writers;
  private int rows;
  private long allRows;

  ParquetTableWriter(List<Column> columns, OutputStream out, int groupRows) throws IOException {
    this.columns = columns;
    this.schema = ParquetSchema.of(columns);
    this.out = new CountedOutput(out);
    this.groupRows = groupRows;
    this.out.write(MAGIC);
    begin();
  }

  private void begin() {
    pages = new ParquetPages();
    store =
        ParquetProperties.builder()
            .withWriterVersion(ParquetProperties.WriterVersion.PARQUET_1_0)
            .withPageRowCountLimit(PAGE_ROWS)
            .build()
            .newColumnWriteStore(schema, pages);
    writers = schema.getColumns().stream().map(store::getColumnWriter).toArray(ColumnWriter[]::new);
    rows = 0;
  }

  @Override
  public void write(Object... cells) throws IOException {
    for (int i = 0; i < writers.length; i++) {
      Object cell = cells[i];
      if (cell instanceof Double number) {
        writers[i].write(number.doubleValue(), 0, 1);
      } else if (cell instanceof Instant time) {
        writers[i].write(time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000, 0, 1);
      } else if (cell != null) {
        writers[i].write(Binary.fromString(cell.toString()), 0, 1);
      } else {
        writers[i].writeNull(0, 0);
      }
    }
    store.endRecord();
    rows++;
    if (rows == groupRows || rows % PAGE_ROWS == 0 && store.getBufferedSize() > GROUP_BYTES) {
      endGroup();
      begin();
    }
  }

  private void endGroup() throws IOException {
    store.flush();
    long begin = out.position();
    long plainBytes = 0;
    List<ColumnChunk> chunks = new ArrayList<>();
    for (ColumnDescriptor column : schema.getColumns()) {
      long offset = out.position();
      ColumnMetaData meta = pages.getPageWriter(column).writeTo(out, column);
      plainBytes += meta.getTotal_uncompressed_size();
      chunks.add(new ColumnChunk(offset).setMeta_data(meta));
    }
    groups.add(
        new RowGroup(chunks, plainBytes, rows)
            .setFile_offset(begin)
            .setTotal_compressed_size(out.position() - begin));
    allRows += rows;
    store.close();
    pages.close();
  }

  @Override
  public void close() throws IOException {
    try (out) {
      if (rows > 0 || groups.isEmpty()) {
        endGroup();
      }
      FileMetaData meta =
          new FileMetaData(1, ParquetSchema.written(columns), allRows, groups)
              .setCreated_by("iotcrm version 1.0 (build 0)")
              .setColumn_orders(
                  Collections.nCopies(
                      columns.size(), ColumnOrder.TYPE_ORDER(new TypeDefinedOrder())));
      long begin = out.position();
      Util.writeFileMetaData(meta, out);
      int length = (int) (out.position() - begin);
      out.write(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(length).array());
      out.write(MAGIC);
    }
  }
}
