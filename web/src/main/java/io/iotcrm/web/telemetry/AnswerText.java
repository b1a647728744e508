package io.iotcrm.web.telemetry;

import io.iotcrm.domain.telemetry.BucketAnswer;
import io.iotcrm.domain.telemetry.DevicePoint;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** JSON of large answers, written as it goes: a tree of a million numbers would not fit. */
final class AnswerText {
  private static final double EXACT = 1L << 53;

  private AnswerText() {}

  /** One reading and a line feed. */
  static String line(DevicePoint point) {
    return object(point) + "\n";
  }

  /** One reading. */
  static String object(DevicePoint point) {
    StringBuilder text = new StringBuilder(96);
    text.append("{\"device\":");
    quote(text, point.device());
    text.append(",\"key\":");
    quote(text, point.key());
    text.append(",\"at\":\"").append(point.at()).append("\",\"value\":");
    if (point.value() instanceof Double number) {
      number(text, number);
    } else {
      quote(text, String.valueOf(point.value()));
    }
    return text.append('}').toString();
  }

  /** Readings as the member {@code items} of an object. */
  static String items(List<DevicePoint> points) {
    return points.stream()
        .map(AnswerText::object)
        .collect(Collectors.joining(",", "{\"items\":[", "]}"));
  }

  static void write(Appendable out, BucketAnswer answer) throws IOException {
    StringBuilder text = new StringBuilder(1 << 12);
    text.append("{\"interval\":");
    quote(text, answer.interval());
    text.append(",\"zone\":");
    quote(text, answer.zone());
    text.append(",\"from\":\"").append(answer.from());
    text.append("\",\"to\":\"").append(answer.to());
    text.append("\",\"resolution\":");
    quote(text, answer.resolution());
    text.append(",\"series\":[");
    for (int i = 0; i < answer.series().size(); i++) {
      text.append(i == 0 ? "" : ",");
      write(text, answer, answer.series().get(i));
      out.append(text);
      text.setLength(0);
    }
    out.append(text).append("]}");
  }

  private static void write(StringBuilder text, BucketAnswer answer, BucketAnswer.Series series) {
    text.append("{\"device\":");
    quote(text, series.device());
    text.append(",\"key\":");
    quote(text, series.key());
    text.append(",\"at\":[");
    for (int i = 0; i < series.at().length; i++) {
      text.append(i == 0 ? "" : ",").append(series.at()[i]);
    }
    text.append(']');
    for (int column = 0; column < answer.aggregates().size(); column++) {
      text.append(',');
      quote(text, answer.aggregates().get(column));
      text.append(":[");
      double[] values = series.values()[column];
      for (int i = 0; i < values.length; i++) {
        text.append(i == 0 ? "" : ",");
        number(text, values[i]);
      }
      text.append(']');
    }
    text.append('}');
  }

  /** JSON has no infinity, which a sum may be. */
  private static void number(StringBuilder text, double value) {
    if (!Double.isFinite(value)) {
      text.append("null");
    } else if (value == Math.rint(value) && Math.abs(value) < EXACT) {
      text.append((long) value);
    } else {
      text.append(value);
    }
  }

  private static void quote(StringBuilder text, String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ' || c == 0x2028 || c == 0x2029 || Character.isSurrogate(c)) {
        text.append(String.format("\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }
}
