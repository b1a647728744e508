package io.iotcrm.domain.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
  @Test
  void keepsEveryPartOfASortKey() {
    Instant at = Instant.parse("2026-03-01T12:00:00.123456Z");
    UUID id = Ids.next();

    Cursor cursor = Cursor.parse(Cursor.of(at, "Õunapuu, Šarūnas", "", id), 4);

    assertThat(cursor.instant(0)).isEqualTo(at);
    assertThat(cursor.text(1)).isEqualTo("Õunapuu, Šarūnas");
    assertThat(cursor.text(2)).isEmpty();
    assertThat(cursor.uuid(3)).isEqualTo(id);
  }

  @Test
  void canStandInAnAddress() {
    assertThat(Cursor.of("a/b+c?&=ä", Instant.now())).matches("[A-Za-z0-9_-]+");
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "!!!", "'; drop table account;--", "%00", "_-_-_"})
  void refusesWhatItDidNotMake(String text) {
    assertThatThrownBy(() -> Cursor.parse(text, 2).uuid(1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("/cursor");
  }

  @Test
  void refusesTheCursorOfAnotherList() {
    assertThatThrownBy(() -> Cursor.parse(Cursor.of("a"), 2))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> Cursor.parse(Cursor.of("a", "b"), 2).instant(0))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void refusesACharacterThatTheDatabaseCannotCompareWith() {
    String cursor = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[] {'a', 0});

    assertThatThrownBy(() -> Cursor.parse(cursor, 1)).isInstanceOf(InvalidInputException.class);
  }

  @Test
  void isLeftOutForTheFirstPart() {
    assertThat(Cursor.after(null, 2)).isNull();
    assertThat(Cursor.after("", 2)).isNull();
    assertThat(new PageRequest(5, Cursor.of("a", "b")).after(2).text(1)).isEqualTo("b");
  }

  @Test
  void refusesLimitsOutsideOneToFiveHundred() {
    assertThat(new PageRequest(500, null).limit()).isEqualTo(500);
    assertThatThrownBy(() -> new PageRequest(501, null)).hasMessageContaining("1 to 500");
    assertThatThrownBy(() -> new PageRequest(0, null)).hasMessageContaining("/limit");
  }
}
