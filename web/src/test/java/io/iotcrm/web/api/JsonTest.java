package io.iotcrm.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.iotcrm.domain.platform.InvalidInputException.Violation;
import io.iotcrm.domain.support.Priority;
import io.iotcrm.domain.support.TicketView;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  record Inner(Boolean flag, Integer count) {}

  record Sample(
      String name,
      UUID id,
      Instant at,
      LocalDate day,
      Priority priority,
      Inner inner,
      List<Inner> list) {}

  @Test
  void readsWhatIsRight() throws Exception {
    Sample sample =
        read(
            "{\"name\":\"x\",\"id\":\"01a2056c-dcb5-7807-ab5e-1e933b80ed6a\","
                + "\"at\":\"2026-03-01T12:00:00+02:00\",\"day\":\"2026-03-31\","
                + "\"priority\":\"HIGH\","
                + "\"list\":[{\"flag\":true,\"count\":3}]}");

    assertThat(sample.at()).isEqualTo(Instant.parse("2026-03-01T10:00:00Z"));
    assertThat(sample.day()).isEqualTo(LocalDate.of(2026, 3, 31));
    assertThat(sample.priority()).isEqualTo(Priority.HIGH);
    assertThat(sample.list()).containsExactly(new Inner(true, 3));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"name":5}                       | /name          | must be a string
          {"name":true}                    | /name          | must be a string
          {"name":["a"]}                   | /name          | must be a string
          {"id":"zzz"}                     | /id            | must be a UUID
          {"at":"yesterday"}               | /at            | must be a date and time
          {"at":"2026-03-01T12:00:00"}     | /at            | must be a date and time
          {"at":12}                        | /at            | must be a date and time
          {"day":"2026-02-30"}             | /day           | must be a date
          {"day":5}                        | /day           | must be a date
          {"priority":"SOON"}              | /priority      | must be one of URGENT, HIGH
          {"priority":1}                   | /priority      | must be one of URGENT, HIGH
          {"inner":{"flag":"yes"}}         | /inner/flag    | must be true or false
          {"inner":{"flag":1}}             | /inner/flag    | must be true or false
          {"inner":{"count":"3"}}          | /inner/count   | must be a whole number
          {"inner":{"count":3.5}}          | /inner/count   | must be a whole number
          {"inner":{"count":99999999999}}  | /inner/count   | must be a whole number
          {"inner":7}                      | /inner         | must be an object
          {"list":[{},{"coun/t":1}]}       | /list/1/coun~1t| is not known here; known are count
          {"list":{}}                      | /list          | must be an array
          {"nane":"x"}                     | /nane          | known are at, day, id, inner, list, name
          """)
  void namesTheMemberThatIsWrong(String body, String pointer, String detail) {
    Problem problem = refusal(body);

    assertThat(problem.errors()).hasSize(1);
    Violation violation = problem.errors().get(0);
    assertThat(violation.pointer()).isEqualTo(pointer);
    assertThat(violation.detail()).contains(detail);
    assertThat(problem.detail()).doesNotContain("io.iotcrm").doesNotContain("java.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":",
        "{'name':'x'}",
        "{\"name\":NaN}",
        "{\"inner\":{\"count\":+1}}",
        "{\"name\":\"a\",\"name\":\"b\"}",
        "{} {}",
        "// {}"
      })
  void saysThatABodyIsNotJson(String body) {
    assertThat(refusal(body).detail()).startsWith("The body is not well-formed JSON");
  }

  @Test
  void limitsDepth() {
    assertThat(refusal("[".repeat(5_000)).detail()).contains("beyond the limits");
  }

  @Test
  void writesTimesInUtcToTheMillisecondAndLeavesOutNulls() throws Exception {
    Sample sample =
        new Sample(
            "x",
            null,
            Instant.parse("2026-03-01T12:00:00.123456789Z"),
            LocalDate.of(2026, 3, 31),
            null,
            null,
            null);

    assertThat(Json.MAPPER.writeValueAsString(sample))
        .isEqualTo("{\"name\":\"x\",\"at\":\"2026-03-01T12:00:00.123Z\",\"day\":\"2026-03-31\"}");
  }

  @Test
  void writesStoredJsonAsJson() {
    TicketView view =
        new TicketView(
            null,
            7L,
            "s",
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            "{\"temperature\":9.5}",
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            3);

    JsonNode json = Json.MAPPER.valueToTree(view);

    assertThat(json.toString()).contains("\"evidence\":{\"temperature\":9.5}");
  }

  private static Sample read(String body) throws JsonProcessingException {
    return Json.MAPPER.treeToValue(Json.MAPPER.readTree(body), Sample.class);
  }

  private static Problem refusal(String body) {
    JsonProcessingException thrown =
        catchThrowableOfType(JsonProcessingException.class, () -> read(body));
    assertThat(thrown).as(body).isNotNull();
    return JsonProblems.of(thrown);
  }
}
