package io.iotcrm.ejb.transfer.table;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.ParquetRuntimeException;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * Parquet: the columns of the first level. Packed, the columns of one row group are in memory at a
 * time.
 */
final class ParquetTableReader implements TableReader {
  private static final int FOOTER = 8;
  private static final int MAX_META = 16 << 20;

  private final RandomAccessFile file;
  private final FileMetaData meta;
  private final List<ParquetColumn> columns;
  private final List<String> names;
  private List<ColumnReader> readers = List.of();
  private int nextGroup;
  private long left;
  private long rows;

  ParquetTableReader(Path path) throws IOException {
    file = new RandomAccessFile(path.toFile(), "r");
    try {
      meta = Util.readFileMetaData(new ByteArrayInputStream(footer()));
      columns = ParquetSchema.read(meta.getSchema());
      names = columns.stream().map(column -> column.name().strip()).toList();
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e instanceof UnreadableTableException known ? known : damaged(e);
    }
  }

  private byte[] footer() throws IOException {
    byte[] end = bytes(Math.max(0, file.length() - FOOTER), FOOTER);
    if (!Arrays.equals(ParquetTableWriter.MAGIC, Arrays.copyOfRange(end, 4, FOOTER))) {
      throw new UnreadableTableException("is no Parquet file, or an encrypted one");
    }
    int length = ByteBuffer.wrap(end).order(ByteOrder.LITTLE_ENDIAN).getInt();
    if (length < 0 || length > MAX_META) {
      throw new UnreadableTableException("has a footer of " + length + " bytes");
    }
    return bytes(file.length() - FOOTER - length, length);
  }

  private byte[] bytes(long at, long length) throws IOException {
    if (at < 0 || length < 0 || at + length > file.length()) {
      throw new UnreadableTableException("is a damaged Parquet file: it ends too early");
    }
    byte[] bytes = new byte[Math.toIntExact(length)];
    file.seek(at);
    try {
      file.readFully(bytes);
    } catch (EOFException e) {
      throw new UnreadableTableException("is a damaged Parquet file: it ends too early", e);
    }
    return bytes;
  }

  private static UnreadableTableException damaged(Exception e) {
    return new UnreadableTableException("is a damaged Parquet file: " + e.getMessage(), e);
  }

  @Override
  public List<String> columns() {
    return names;
  }

  @Override
  public Row next() throws IOException {
    try {
      while (left == 0) {
        if (nextGroup == meta.getRow_groupsSize()) {
          return null;
        }
        begin(meta.getRow_groups().get(nextGroup++));
      }
      List<Object> cells = new ArrayList<>(columns.size());
      for (int i = 0; i < readers.size(); i++) {
        ColumnReader reader = readers.get(i);
        cells.add(columns.get(i).value(reader));
        reader.consume();
      }
      left--;
      return new Row(++rows, cells);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (ParquetRuntimeException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw damaged(e);
    }
  }

  private void begin(RowGroup group) throws IOException {
    Map<String, PageReader> chunks = new HashMap<>();
    List<Type> types = new ArrayList<>();
    for (ParquetColumn column : columns) {
      ColumnMetaData chunk = group.getColumns().get(column.leaf()).getMeta_data();
      long begin = chunk.getData_page_offset();
      if (chunk.isSetDictionary_page_offset() && chunk.getDictionary_page_offset() > 0) {
        begin = Math.min(begin, chunk.getDictionary_page_offset());
      }
      chunks.put(
          column.name(), new ParquetChunk(chunk, bytes(begin, chunk.getTotal_compressed_size())));
      types.add(column.descriptor().getPrimitiveType());
    }
    MessageType schema = new MessageType("table", types);
    ColumnReadStoreImpl store =
        new ColumnReadStoreImpl(
            new Chunks(chunks, group.getNum_rows()), new Unused(), schema, meta.getCreated_by());
    readers = columns.stream().map(column -> store.getColumnReader(column.descriptor())).toList();
    left = group.getNum_rows();
  }

  private record Chunks(Map<String, PageReader> byName, long rows) implements PageReadStore {
    @Override
    public PageReader getPageReader(ColumnDescriptor column) {
      return byName.get(column.getPath()[0]);
    }

    @Override
    public long getRowCount() {
      return rows;
    }
  }

  /** Values are taken from the readers one by one, not handed over. */
  private static final class Unused extends GroupConverter {
    @Override
    public Converter getConverter(int field) {
      return new PrimitiveConverter() {};
    }

    @Override
    public void start() {}

    @Override
    public void end() {}
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
