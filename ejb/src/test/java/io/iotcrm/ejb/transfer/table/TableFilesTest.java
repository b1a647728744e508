package io.iotcrm.ejb.transfer.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iotcrm.domain.transfer.TransferFormat;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableFilesTest {
  private static final List<Column> COLUMNS =
      List.of(
          Column.text("device"), Column.time("time"), Column.number("value"), Column.text("text"));
  private static final Instant AT = Instant.parse("2026-03-01T12:34:56.789Z");

  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource(TransferFormat.class)
  void whatIsWrittenReadsTheSame(TransferFormat format) throws IOException {
    Path file = file(format);
    try (TableWriter table = TableWriter.open(format, COLUMNS, out(file))) {
      table.write("d-1", AT, 21.123456789012345, null);
      table.write("d-2", AT.plusMillis(1), -0.1, "grün, \"q\"\nnext");
      table.write("d-3", AT.plusMillis(2), 1e300, "");
      table.write("d-4", AT.plusMillis(3), null, "7");
    }

    List<List<Object>> rows = rows(format, file);

    assertThat(rows).hasSize(4);
    assertThat(rows.get(0).get(0)).isEqualTo("d-1");
    assertThat(time(rows.get(0).get(1))).isEqualTo(AT);
    assertThat(number(rows.get(0).get(2))).isEqualTo(21.123456789012345);
    assertThat(rows.get(0).get(3)).isNull();
    assertThat(number(rows.get(1).get(2))).isEqualTo(-0.1);
    assertThat(rows.get(1).get(3)).isEqualTo("grün, \"q\"\nnext");
    assertThat(number(rows.get(2).get(2))).isEqualTo(1e300);
    assertThat(time(rows.get(3).get(1))).isEqualTo(AT.plusMillis(3));
    assertThat(rows.get(3).get(2)).isNull();
    assertThat(rows.get(3).get(3)).isEqualTo("7");
  }

  @ParameterizedTest
  @EnumSource(TransferFormat.class)
  void manyRowsComeBackInTheirOrder(TransferFormat format) throws IOException {
    Path file = file(format);
    int many = 30_000;
    try (TableWriter table = open(format, file)) {
      for (int i = 0; i < many; i++) {
        table.write(
            "d-" + i % 7,
            AT.plusMillis(i),
            i % 5 == 0 ? null : i / 4.0,
            i % 5 == 0 ? "t" + i : null);
      }
    }

    try (TableReader table = TableReader.open(format, file)) {
      assertThat(table.columns()).containsExactly("device", "time", "value", "text");
      for (int i = 0; i < many; i++) {
        List<Object> cells = table.next().cells();
        assertThat(cells.get(0)).isEqualTo("d-" + i % 7);
        assertThat(time(cells.get(1))).isEqualTo(AT.plusMillis(i));
        if (i % 5 == 0) {
          assertThat(cells.get(2)).isNull();
          assertThat(cells.get(3)).isEqualTo("t" + i);
        } else {
          assertThat(number(cells.get(2))).isEqualTo(i / 4.0);
        }
      }
      assertThat(table.next()).isNull();
    }
  }

  /** Small sheets and row groups, so that there are several. */
  private static TableWriter open(TransferFormat format, Path file) throws IOException {
    return switch (format) {
      case CSV -> new CsvTableWriter(COLUMNS, out(file));
      case XLSX -> new XlsxTableWriter(COLUMNS, out(file), 10_001);
      case PARQUET -> new ParquetTableWriter(COLUMNS, out(file), 7_000);
    };
  }

  /** What is written leaves the memory: the stream has most of the file before its end. */
  @ParameterizedTest
  @EnumSource(TransferFormat.class)
  void writesAsItGoes(TransferFormat format) throws IOException {
    Path file = file(format);
    CountedOutput out = new CountedOutput(out(file));
    long before;
    try (TableWriter table =
        switch (format) {
          case CSV -> new CsvTableWriter(COLUMNS, out);
          case XLSX -> new XlsxTableWriter(COLUMNS, out, XlsxTableWriter.MAX_ROWS);
          case PARQUET -> new ParquetTableWriter(COLUMNS, out, 5_000);
        }) {
      for (int i = 0; i < 40_000; i++) {
        table.write("device-" + i, AT.plusMillis(i * 37L), Math.sin(i), null);
      }
      before = out.position();
    }
    assertThat(before).isGreaterThan(out.position() * 6 / 10);
  }

  @Test
  void aSheetThatIsFullIsFollowedByAnotherWithTheSameFirstRow() throws IOException {
    Path file = file(TransferFormat.XLSX);
    try (TableWriter table = new XlsxTableWriter(COLUMNS, out(file), 3)) {
      for (int i = 0; i < 5; i++) {
        table.write("d-" + i, AT, 1.0, null);
      }
    }

    try (java.util.zip.ZipFile zip = new java.util.zip.ZipFile(file.toFile())) {
      assertThat(XlsxBook.read(zip).sheets()).hasSize(3);
    }
    assertThat(rows(TransferFormat.XLSX, file))
        .extracting(cells -> cells.get(0))
        .containsExactly("d-0", "d-1", "d-2", "d-3", "d-4");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"=1+1", "+1", "-cmd", "@SUM(A1)", "\tx", "'=x", "''=x", "'plain", "plain"})
  void noTextIsAFormula(String text) throws IOException {
    for (TransferFormat format : TransferFormat.values()) {
      Path file = file(format);
      try (TableWriter table = TableWriter.open(format, COLUMNS, out(file))) {
        table.write(text, AT, -1.0, text);
      }
      if (format == TransferFormat.CSV) {
        String line = Files.readString(file).lines().skip(1).findFirst().orElseThrow();
        assertThat(line).doesNotStartWith("=").doesNotStartWith("+").doesNotStartWith("-");
        assertThat(line).doesNotStartWith("@").doesNotStartWith("\t").contains(",-1,");
      }
      if (format == TransferFormat.XLSX) {
        assertThat(part(file, "xl/worksheets/sheet1.xml")).doesNotContain("<f>");
      }
      assertThat(rows(format, file).get(0).get(0)).isEqualTo(text);
      assertThat(rows(format, file).get(0).get(3)).isEqualTo(text);
    }
  }

  @Test
  void readsCsvAsSpreadsheetsWriteIt() throws IOException {
    Path file = file(TransferFormat.CSV);
    Files.writeString(file, "\uFEFFdevice;time;value\r\nd-1;2026-03-01T00:00:00Z;\"1,5\"\r\n");

    try (TableReader table = TableReader.open(TransferFormat.CSV, file)) {
      assertThat(table.columns()).containsExactly("device", "time", "value");
      TableReader.Row row = table.next();
      assertThat(row.number()).isEqualTo(2);
      assertThat(row.cells()).containsExactly("d-1", "2026-03-01T00:00:00Z", "1,5");
    }
  }

  @ParameterizedTest
  @EnumSource(TransferFormat.class)
  void saysOfRubbishThatItIsNoTable(TransferFormat format) throws IOException {
    Path file = file(format);
    Files.write(file, new byte[] {(byte) 0xC3, (byte) 0x28, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9});

    assertThatThrownBy(() -> TableReader.open(format, file))
        .isInstanceOf(UnreadableTableException.class);
  }

  @Test
  void aWorkbookThatUnpacksToTooMuchIsRefused() throws IOException {
    Path file = file(TransferFormat.XLSX);
    try (ZipOutputStream zip = new ZipOutputStream(out(file))) {
      zip.putNextEntry(new ZipEntry("xl/_rels/workbook.xml.rels"));
      zip.write("<Relationships>".getBytes(StandardCharsets.UTF_8));
      byte[] spaces = new byte[1 << 20];
      java.util.Arrays.fill(spaces, (byte) ' ');
      for (int i = 0; i < 65; i++) {
        zip.write(spaces);
      }
      zip.closeEntry();
    }

    assertThatThrownBy(() -> TableReader.open(TransferFormat.XLSX, file))
        .isInstanceOf(UnreadableTableException.class);
  }

  private Path file(TransferFormat format) {
    return directory.resolve("table." + format.extension());
  }

  private static OutputStream out(Path file) throws IOException {
    return new BufferedOutputStream(Files.newOutputStream(file));
  }

  private static List<List<Object>> rows(TransferFormat format, Path file) throws IOException {
    List<List<Object>> rows = new ArrayList<>();
    try (TableReader table = TableReader.open(format, file)) {
      for (TableReader.Row row = table.next(); row != null; row = table.next()) {
        rows.add(row.cells());
      }
    }
    return rows;
  }

  private static Instant time(Object cell) {
    if (cell instanceof LocalDateTime local) {
      return local.toInstant(ZoneOffset.UTC);
    }
    return cell instanceof Instant at ? at : Instant.parse((String) cell);
  }

  private static double number(Object cell) {
    return cell instanceof Double number ? number : Double.parseDouble((String) cell);
  }

  private static String part(Path file, String name) throws IOException {
    try (java.util.zip.ZipFile zip = new java.util.zip.ZipFile(file.toFile())) {
      return new String(
          zip.getInputStream(zip.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
