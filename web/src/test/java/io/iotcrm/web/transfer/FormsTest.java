package io.iotcrm.web.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.transfer.ExportSpec;
import io.iotcrm.domain.transfer.ExportTiming;
import io.iotcrm.domain.transfer.ImportMapping;
import io.iotcrm.web.api.Json;
import java.time.Instant;
import java.time.Period;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FormsTest {

  @Test
  void aFormIsAnExportOverItsSpanInItsZone() {
    ExportForm form = new ExportForm();
    form.getDevices().setSite("riga");
    form.setKeys("temperature, humidity\ndoor");
    form.setFrom("2026-03-01T00:00");
    form.setTo("2026-03-02T12:30");
    form.setZone("Europe/Riga");

    ExportSpec spec = form.specOverSpan();

    assertThat(spec.keys()).containsExactly("temperature", "humidity", "door");
    assertThat(spec.from()).isEqualTo(Instant.parse("2026-02-28T22:00:00Z"));
    assertThat(spec.to()).isEqualTo(Instant.parse("2026-03-02T10:30:00Z"));
    assertThat(spec.isOfIntervals()).isFalse();
    form.setFrom("soon");
    assertThatThrownBy(form::specOverSpan).isInstanceOf(InvalidInputException.class);
  }

  @Test
  void aMappingComesBackAsItWasWritten() {
    MappingForm form = new MappingForm();
    form.setTime("When");
    form.setSeries("Temp. (C)=temperature\n\nA=B = c");

    ImportMapping mapping = form.mapping();

    assertThat(mapping.series()).isEqualTo(Map.of("Temp. (C)", "temperature", "A=B", "c"));
    assertThat(MappingForm.of(mapping).mapping()).isEqualTo(mapping);
    form.setSeries("temperature");
    assertThatThrownBy(form::mapping).isInstanceOf(InvalidInputException.class);
  }

  @Test
  void aPreviewIsShownWhateverItHas() {
    ImportLook look =
        ImportLook.of(
            """
            {"columns": [{"name": "a", "as": "time"}, {"name": "b"}], "rows": 3, "more": true,
             "readings": 2, "refused": 1, "unknown": 1, "unknownDevices": ["x"],
             "first": [{"row": 2, "device": "x", "time": "t", "key": "k", "value": 1.5}],
             "errors": [{"row": 3, "error": "has no time"}]}
            """);
    assertThat(look.columns().get(1).as()).isNull();
    assertThat(look.first().get(0).value()).isEqualTo("1.5");
    assertThat(look.errors().get(0).device()).isNull();
    assertThat(ImportLook.of("{\"problem\": \"is no workbook\"}").problem())
        .isEqualTo("is no workbook");
    assertThat(ImportLook.of("{}").columns()).isEmpty();
  }

  @Test
  void aScheduleIsReadFromItsBody() throws Exception {
    ExportScheduleBody body =
        Json.MAPPER.readValue(
            """
            {"name": "monthly", "every": "MONTHLY", "day": 2, "at": "06:30", "zone": "Europe/Riga",
             "spec": {"devices": {"site": "riga"}, "format": "XLSX", "interval": "P1D"}}
            """,
            ExportScheduleBody.class);

    assertThat(body.wanted().timing().span()).isEqualTo(Period.ofMonths(1));
    assertThat(body.wanted().timing().day()).isEqualTo(2);
    assertThat(body.wanted().spec().aggregates()).containsExactly("avg");
    assertThat(body.wanted().enabled()).isTrue();
    assertThatThrownBy(
            () -> ExportScheduleBody.timing(ExportTiming.Frequency.DAILY, null, "6 am", null, null))
        .isInstanceOf(InvalidInputException.class);
  }
}
