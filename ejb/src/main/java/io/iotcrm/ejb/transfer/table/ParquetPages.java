package io.iotcrm.ejb.transfer.table;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriteStore;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.statistics.geospatial.GeospatialStatistics;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;

/** The packed pages of one row group, in memory until the group is written. */
final class ParquetPages implements PageWriteStore {
  private final Map<ColumnDescriptor, Pages> columns = new HashMap<>();

  @Override
  public Pages getPageWriter(ColumnDescriptor column) {
    return columns.computeIfAbsent(column, key -> new Pages());
  }

  @Override
  public void close() {
    columns.clear();
  }

  /** The pages of one column. */
  static final class Pages implements PageWriter {
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private final ByteArrayOutputStream dictionary = new ByteArrayOutputStream();
    private final Set<org.apache.parquet.format.Encoding> encodings =
        EnumSet.noneOf(org.apache.parquet.format.Encoding.class);
    private Statistics<?> statistics;
    private long values;
    private long plainBytes;

    /** Of an old version; nobody calls it. */
    @Override
    @SuppressWarnings("deprecation")
    public void writePage(
        BytesInput bytes,
        int valueCount,
        Statistics<?> some,
        Encoding rlEncoding,
        Encoding dlEncoding,
        Encoding valuesEncoding)
        throws IOException {
      writePage(bytes, valueCount, valueCount, some, rlEncoding, dlEncoding, valuesEncoding);
    }

    @Override
    public void writePage(
        BytesInput bytes,
        int valueCount,
        int rowCount,
        Statistics<?> some,
        Encoding rlEncoding,
        Encoding dlEncoding,
        Encoding valuesEncoding)
        throws IOException {
      DataPageHeader header =
          new DataPageHeader(
              valueCount, known(valuesEncoding), known(dlEncoding), known(rlEncoding));
      append(PageType.DATA_PAGE, plain(bytes), data, page -> page.setData_page_header(header));
      values += valueCount;
      if (statistics == null) {
        statistics = some.copy();
      } else {
        statistics.mergeStatistics(some);
      }
    }

    /** Sizes and places of such pages are of no use to anybody. */
    @Override
    public void writePage(
        BytesInput bytes,
        int valueCount,
        int rowCount,
        Statistics<?> some,
        SizeStatistics sizes,
        GeospatialStatistics places,
        Encoding rlEncoding,
        Encoding dlEncoding,
        Encoding valuesEncoding)
        throws IOException {
      writePage(bytes, valueCount, rowCount, some, rlEncoding, dlEncoding, valuesEncoding);
    }

    @Override
    public void writePageV2(
        int rowCount,
        int nullCount,
        int valueCount,
        BytesInput repetitionLevels,
        BytesInput definitionLevels,
        Encoding dataEncoding,
        BytesInput bytes,
        Statistics<?> some) {
      throw new UnsupportedOperationException("pages are written in version 1");
    }

    @Override
    public void writeDictionaryPage(DictionaryPage page) throws IOException {
      DictionaryPageHeader header =
          new DictionaryPageHeader(page.getDictionarySize(), known(page.getEncoding()));
      append(
          PageType.DICTIONARY_PAGE,
          plain(page.getBytes()),
          dictionary,
          head -> head.setDictionary_page_header(header));
    }

    private static byte[] plain(BytesInput bytes) throws IOException {
      ByteArrayOutputStream copy = new ByteArrayOutputStream(Math.toIntExact(bytes.size()));
      bytes.writeAllTo(copy);
      return copy.toByteArray();
    }

    private org.apache.parquet.format.Encoding known(Encoding encoding) {
      org.apache.parquet.format.Encoding known =
          org.apache.parquet.format.Encoding.valueOf(encoding.name());
      encodings.add(known);
      return known;
    }

    private void append(
        PageType type,
        byte[] plain,
        ByteArrayOutputStream out,
        java.util.function.Consumer<PageHeader> kind)
        throws IOException {
      byte[] packed = ParquetCodec.pack(plain);
      PageHeader header = new PageHeader(type, plain.length, packed.length);
      kind.accept(header);
      int before = out.size();
      Util.writePageHeader(header, out);
      plainBytes += out.size() - before + plain.length;
      out.write(packed);
    }

    @Override
    public long getMemSize() {
      return data.size() + dictionary.size();
    }

    @Override
    public long allocatedSize() {
      return getMemSize();
    }

    @Override
    public String memUsageString(String prefix) {
      return prefix + getMemSize() + " bytes";
    }

    /** Writes all of it; the answer says where it is. */
    ColumnMetaData writeTo(CountedOutput out, ColumnDescriptor column) throws IOException {
      long begin = out.position();
      dictionary.writeTo(out);
      long firstData = out.position();
      data.writeTo(out);
      ColumnMetaData meta =
          new ColumnMetaData(
              Type.valueOf(ParquetSchema.physical(column.getPrimitiveType())),
              List.copyOf(encodings),
              List.of(column.getPath()),
              ParquetCodec.WRITTEN,
              values,
              plainBytes,
              out.position() - begin,
              firstData);
      if (dictionary.size() > 0) {
        meta.setDictionary_page_offset(begin);
      }
      if (statistics != null && !statistics.isEmpty()) {
        org.apache.parquet.format.Statistics known = new org.apache.parquet.format.Statistics();
        known.setNull_count(statistics.getNumNulls());
        if (statistics.hasNonNullValue()) {
          known.setMin_value(statistics.getMinBytes());
          known.setMax_value(statistics.getMaxBytes());
        }
        meta.setStatistics(known);
      }
      return meta;
    }
  }
}
