package io.iotcrm.domain.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iotcrm.domain.platform.InvalidInputException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CustomValuesTest {
  private final CustomField segment =
      new CustomField(
          "account", "segment", CustomFieldType.CHOICE, details(true, "A", List.of("A", "B")));
  private final CustomField note =
      new CustomField("account", "note", CustomFieldType.TEXT, details(false, null, List.of()));
  private final CustomValues values = new CustomValues(List.of(segment, note));

  @Test
  void aNewRecordGetsTheDefaults() {
    assertThat(values.defaults()).isEqualTo("{\"segment\":\"A\"}");
    assertThat(CustomValues.object(values.created("{\"note\":\"x\"}")))
        .isEqualTo(CustomValues.object("{\"segment\":\"A\",\"note\":\"x\"}"));
  }

  @Test
  void namesEverythingThatIsWrong() {
    assertThatThrownBy(() -> values.replaced("{\"segment\":\"C\",\"note\":1,\"other\":true}", "{}"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("/custom/segment must be one of A, B")
        .hasMessageContaining("/custom/note must be a text")
        .hasMessageContaining("/custom/other is no field");
    assertThatThrownBy(() -> values.replaced("{\"segment\":null}", "{\"segment\":\"A\"}"))
        .hasMessageContaining("/custom/segment is required");
    assertThatThrownBy(() -> values.replaced("[]", "{}"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("/custom");
  }

  @Test
  void whatIsLeftOutIsTakenAway() {
    assertThat(values.replaced("{\"segment\":\"B\"}", "{\"segment\":\"A\",\"note\":\"x\"}"))
        .isEqualTo("{\"segment\":\"B\"}");
  }

  @Test
  void aRetiredFieldKeepsItsValuesAndTakesNoOthers() {
    note.retire(Instant.now());

    assertThat(values.replaced("{\"segment\":\"B\"}", "{\"segment\":\"A\",\"note\":\"x\"}"))
        .isEqualTo("{\"segment\":\"B\",\"note\":\"x\"}");
    assertThatThrownBy(
            () -> values.replaced("{\"segment\":\"B\",\"note\":\"y\"}", "{\"note\":\"x\"}"))
        .hasMessageContaining("/custom/note is retired");
    assertThat(values.defaults()).isEqualTo("{\"segment\":\"A\"}");
  }

  @Test
  void aChoiceThatIsTakenAwayStaysWhereItIs() {
    segment.describe(details(true, null, List.of("B")));

    assertThat(values.replaced("{\"segment\":\"A\"}", "{\"segment\":\"A\"}"))
        .isEqualTo("{\"segment\":\"A\"}");
    assertThatThrownBy(() -> values.replaced("{\"segment\":\"A\"}", "{\"segment\":\"B\"}"))
        .hasMessageContaining("/custom/segment");
  }

  @ParameterizedTest
  @CsvSource({
    "NUMBER, 1.5, true",
    "NUMBER, many, false",
    "NUMBER, 1e15, false",
    "DATE, 2026-02-28, true",
    "DATE, 2026-02-30, false",
    "YES_NO, true, true",
    "YES_NO, maybe, false",
    "TEXT, 12, true"
  })
  void readsWhatIsTypedByItsType(CustomFieldType type, String typed, boolean fits) {
    assertThat(type.problem(CustomField.value(type, typed), List.of()) == null).isEqualTo(fits);
  }

  @Test
  void aFieldIsRefusedThatCouldNeverHaveAValue() {
    assertThatThrownBy(
            () ->
                new CustomField(
                    "account", "x", CustomFieldType.CHOICE, details(false, null, List.of())))
        .hasMessageContaining("/choices");
    assertThatThrownBy(
            () ->
                new CustomField(
                    "account", "x", CustomFieldType.NUMBER, details(false, "many", List.of())))
        .hasMessageContaining("/defaultValue");
    assertThatThrownBy(
            () ->
                new CustomField(
                    "account", "Big Key", CustomFieldType.TEXT, details(false, null, List.of())))
        .hasMessageContaining("/key");
    assertThatThrownBy(
            () ->
                new CustomField(
                    "device", "x", CustomFieldType.TEXT, details(false, null, List.of())))
        .hasMessageContaining("/object");
  }

  @Test
  void tagsThatDifferInCaseAreOne() {
    assertThat(Tags.of(Tags.json(List.of("VIP", "vip", " Food \"x\" "))))
        .containsExactly("Food \"x\"", "VIP");
    assertThatThrownBy(() -> Tags.json(List.of("a,b"))).hasMessageContaining("/tags");
    assertThatThrownBy(() -> Tags.json(List.of(" "))).hasMessageContaining("/tags");
  }

  private static CustomFieldDetails details(boolean required, String start, List<String> choices) {
    return new CustomFieldDetails("Label", required, choices, start, null, false, true, 0);
  }
}
