package io.iotcrm.ejb.transfer.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotcrm.domain.transfer.TransferFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Other programs' files can be read, and ours by other programs. */
class ParquetExchangeTest {
  private static final Instant AT = Instant.parse("2026-03-01T00:00:00.001Z");

  @TempDir private Path directory;

  @Test
  void anotherReaderReadsOurFiles() throws IOException {
    Path file = directory.resolve("ours.parquet");
    List<Column> columns =
        List.of(Column.text("device"), Column.time("time"), Column.number("value"));
    try (TableWriter table = new ParquetTableWriter(columns, Files.newOutputStream(file), 1_000)) {
      for (int i = 0; i < 2_500; i++) {
        table.write("d-" + i % 3, AT.plusMillis(i), i % 10 == 0 ? null : i * 0.1);
      }
    }

    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration())
            .withCodecFactory(new NativeCodecs())
            .build();
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file), options)) {
      MessageType schema = reader.getFileMetaData().getSchema();
      assertThat(reader.getRecordCount()).isEqualTo(2_500);
      assertThat(reader.getRowGroups()).hasSize(3);
      assertThat(schema.getType("time").getLogicalTypeAnnotation())
          .isEqualTo(
              LogicalTypeAnnotation.timestampType(true, LogicalTypeAnnotation.TimeUnit.MICROS));
      assertThat(
              (Object)
                  reader.getRowGroups().get(0).getColumns().get(1).getStatistics().genericGetMin())
          .isEqualTo(AT.toEpochMilli() * 1_000);
      int i = 0;
      for (PageReadStore pages = reader.readNextRowGroup();
          pages != null;
          pages = reader.readNextRowGroup()) {
        RecordReader<Group> records =
            new ColumnIOFactory()
                .getColumnIO(schema)
                .getRecordReader(pages, new GroupRecordConverter(schema));
        for (long left = pages.getRowCount(); left > 0; left--, i++) {
          Group record = records.read();
          assertThat(record.getString("device", 0)).isEqualTo("d-" + i % 3);
          assertThat(record.getLong("time", 0)).isEqualTo((AT.toEpochMilli() + i) * 1_000);
          assertThat(record.getFieldRepetitionCount("value")).isEqualTo(i % 10 == 0 ? 0 : 1);
          if (i % 10 != 0) {
            assertThat(record.getDouble("value", 0)).isEqualTo(i * 0.1);
          }
        }
      }
      assertThat(i).isEqualTo(2_500);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "PARQUET_1_0, SNAPPY, true",
    "PARQUET_1_0, ZSTD, false",
    "PARQUET_2_0, SNAPPY, true",
    "PARQUET_2_0, UNCOMPRESSED, false",
    "PARQUET_2_0, ZSTD, true"
  })
  void weReadFilesOfAnotherWriter(
      WriterVersion version, CompressionCodecName codec, boolean dictionary) throws IOException {
    Path file = directory.resolve("theirs.parquet");
    MessageType schema =
        MessageTypeParser.parseMessageType(
            """
            message m {
              required binary device (STRING);
              optional group place { optional double lat; required double lon; }
              required int64 ts (TIMESTAMP(MILLIS,true));
              optional float temperature;
              optional int32 count;
              required boolean open;
            }
            """);
    SimpleGroupFactory groups = new SimpleGroupFactory(schema);
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withConf(new PlainParquetConfiguration())
            .withCodecFactory(new NativeCodecs())
            .withType(schema)
            .withWriterVersion(version)
            .withCompressionCodec(codec)
            .withDictionaryEncoding(dictionary)
            .withPageRowCountLimit(300)
            .build()) {
      for (int i = 0; i < 2_000; i++) {
        Group group = groups.newGroup();
        group.append("device", "d-" + i % 5);
        group.addGroup("place").append("lon", 24.0);
        group.append("ts", AT.toEpochMilli() + i);
        if (i % 4 != 0) {
          group.append("temperature", 21.1f).append("count", i);
        }
        writer.write(group.append("open", i % 2 == 0));
      }
    }

    try (TableReader table = TableReader.open(TransferFormat.PARQUET, file)) {
      assertThat(table.columns()).containsExactly("device", "ts", "temperature", "count", "open");
      for (int i = 0; i < 2_000; i++) {
        List<Object> cells = table.next().cells();
        assertThat(cells.get(0)).isEqualTo("d-" + i % 5);
        assertThat(cells.get(1)).isEqualTo(AT.plusMillis(i));
        assertThat(cells.get(2)).isEqualTo(i % 4 == 0 ? null : 21.1);
        assertThat(cells.get(3)).isEqualTo(i % 4 == 0 ? null : (Object) (long) i);
        assertThat(cells.get(4)).isEqualTo(i % 2 == 0);
      }
      assertThat(table.next()).isNull();
    }
  }
}
