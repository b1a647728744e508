package io.iotcrm.domain.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iotcrm.domain.platform.InvalidInputException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HighlightTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "anna         | Anna Schmidt       | [Anna] Schmidt",
        "schmidt anna | Anna Schmidt       | [Anna] [Schmidt]",
        "\"anna s\"   | Anna Schmidt       | [Anna] [S]chmidt",
        "berg or müll | Müller und Berger  | [Müll]er und [Berg]er",
        "anna -berlin | Anna, Berlin       | [Anna], Berlin",
        "(a+          | x (a+ y            | x [(a+] y",
        "--           | --                 | --",
      })
  void marksWhatWasLookedFor(String query, String text, String marked) {
    assertThat(shown(Highlight.of(query).mark(text))).isEqualTo(marked);
  }

  @Test
  void aQueryOfOperatorsOnlyMarksNothing() {
    assertThat(shown(Highlight.of("\"\" or -x").mark("or x"))).isEqualTo("or x");
  }

  @Test
  void showsWhatStandsAroundTheMatchInALongText() {
    String text = "word ".repeat(100) + "the broken freezer door " + "word ".repeat(100);

    String shown = shown(Highlight.of("freezer").around(text));

    assertThat(shown).startsWith("… ").contains("the broken [freezer] door").endsWith(" …");
    assertThat(shown.length()).isLessThan(200);
  }

  @Test
  void thereIsNothingAroundWhatIsNotThere() {
    assertThat(Highlight.of("freezer").around("nothing")).isEmpty();
    assertThat(Highlight.of("freezer").mark(null)).isEmpty();
  }

  @Test
  void refusesAQueryThatIsTooShort() {
    assertThatThrownBy(() -> new SearchQuery(" a ", null, 5))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("/q");
  }

  private static String shown(List<SearchHit.Part> parts) {
    return parts.stream()
        .map(part -> part.marked() ? "[" + part.text() + "]" : part.text())
        .collect(Collectors.joining());
  }
}
