package io.iotcrm.ejb.transfer.table;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;

/** The pages of one column in one row group. They are unpacked one by one. */
final class ParquetChunk implements PageReader {
  private final ColumnMetaData meta;
  private final ByteArrayInputStream in;
  private DictionaryPage dictionary;
  private DataPage first;

  /**
   * @param bytes as they are in the file
   */
  ParquetChunk(ColumnMetaData meta, byte[] bytes) throws IOException {
    this.meta = meta;
    this.in = new ByteArrayInputStream(bytes);
    first = advance();
  }

  @Override
  public DictionaryPage readDictionaryPage() {
    return dictionary;
  }

  @Override
  public long getTotalValueCount() {
    return meta.getNum_values();
  }

  @Override
  public DataPage readPage() {
    if (first != null) {
      DataPage page = first;
      first = null;
      return page;
    }
    try {
      return advance();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next page with values; a dictionary before it is kept. */
  private DataPage advance() throws IOException {
    while (in.available() > 0) {
      PageHeader header = Util.readPageHeader(in);
      byte[] body = in.readNBytes(header.getCompressed_page_size());
      if (header.getType() == PageType.DICTIONARY_PAGE) {
        dictionary =
            new DictionaryPage(
                BytesInput.from(unpack(header, body)),
                header.getDictionary_page_header().getNum_values(),
                encoding(header.getDictionary_page_header().getEncoding()));
      } else if (header.getType() == PageType.DATA_PAGE) {
        return version1(header, body);
      } else if (header.getType() == PageType.DATA_PAGE_V2) {
        return version2(header, body);
      }
    }
    return null;
  }

  private byte[] unpack(PageHeader header, byte[] body) throws IOException {
    return ParquetCodec.unpack(meta.getCodec(), body, header.getUncompressed_page_size());
  }

  private DataPage version1(PageHeader header, byte[] body) throws IOException {
    DataPageHeader page = header.getData_page_header();
    return new DataPageV1(
        BytesInput.from(unpack(header, body)),
        page.getNum_values(),
        header.getUncompressed_page_size(),
        null,
        encoding(page.getRepetition_level_encoding()),
        encoding(page.getDefinition_level_encoding()),
        encoding(page.getEncoding()));
  }

  /** Its levels are never packed. */
  private DataPage version2(PageHeader header, byte[] body) throws IOException {
    DataPageHeaderV2 page = header.getData_page_header_v2();
    int repetition = page.getRepetition_levels_byte_length();
    int levels = repetition + page.getDefinition_levels_byte_length();
    byte[] data = Arrays.copyOfRange(body, levels, body.length);
    boolean packed = !page.isSetIs_compressed() || page.isIs_compressed();
    byte[] plain =
        packed
            ? ParquetCodec.unpack(
                meta.getCodec(), data, header.getUncompressed_page_size() - levels)
            : data;
    return DataPageV2.uncompressed(
        page.getNum_rows(),
        page.getNum_nulls(),
        page.getNum_values(),
        BytesInput.from(body, 0, repetition),
        BytesInput.from(body, repetition, levels - repetition),
        encoding(page.getEncoding()),
        BytesInput.from(plain),
        null);
  }

  private static Encoding encoding(org.apache.parquet.format.Encoding encoding) {
    return Encoding.valueOf(encoding.name());
  }
}
