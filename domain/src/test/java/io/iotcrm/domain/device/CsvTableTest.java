package io.iotcrm.domain.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iotcrm.domain.platform.InvalidInputException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTableTest {

  @Test
  void readsQuotedFieldsWithSeparatorsQuotesAndLineBreaks() {
    CsvTable table = CsvTable.parse("id,name\r\na,\"One, \"\"two\"\"\nthree\"\r\nb,B\r\n", 10);

    assertThat(table.columns()).containsExactly("id", "name");
    assertThat(table.rows())
        .containsExactly(
            new CsvTable.Row(2, List.of("a", "One, \"two\"\nthree")),
            new CsvTable.Row(4, List.of("b", "B")));
  }

  @Test
  void readsSemicolonsAByteOrderMarkAndShortRows() {
    CsvTable table = CsvTable.parse("\uFEFFid;name;site\n\na;A\n", 10);

    assertThat(table.columns()).containsExactly("id", "name", "site");
    assertThat(table.rows()).containsExactly(new CsvTable.Row(3, List.of("a", "A", "")));
  }

  @Test
  void namesTheLineThatIsWrong() {
    assertThatThrownBy(() -> CsvTable.parse("id,name\na,b,c\n", 10))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("/2");
    assertThatThrownBy(() -> CsvTable.parse("id\n\"a", 10))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("not closed");
  }

  @Test
  void refusesMoreRowsThanAreWanted() {
    assertThatThrownBy(() -> CsvTable.parse("id\na\nb\nc\n", 2))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> CsvTable.parse("", 2)).isInstanceOf(InvalidInputException.class);
  }

  @Test
  void whatItWritesItReads() {
    List<String> fields = List.of("plain", "a,b", "say \"x\"", "two\nlines", "");

    CsvTable table = CsvTable.parse("a,b,c,d,e\r\n" + CsvTable.line(fields), 10);

    assertThat(table.rows().get(0).fields()).isEqualTo(fields);
  }
}
