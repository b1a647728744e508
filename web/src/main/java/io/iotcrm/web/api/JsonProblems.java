package io.iotcrm.web.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.iotcrm.domain.platform.InvalidInputException.Violation;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** Says what is wrong with a body, in the caller's terms: no class names, no payload. */
final class JsonProblems {
  private JsonProblems() {}

  static Problem of(JsonProcessingException e) {
    if (e.getOriginalMessage() != null && e.getOriginalMessage().startsWith("Trailing token")) {
      return Problem.of(
          Problem.Kind.MALFORMED_JSON,
          "The body is not well-formed JSON: something follows its first value");
    }
    if (e instanceof JsonMappingException mapping && !(e instanceof StreamConstraintsException)) {
      if (mapping.getCause() instanceof JsonProcessingException cause
          && !(cause instanceof JsonMappingException)
          && !(cause instanceof InputCoercionException)) {
        return of(cause);
      }
      String pointer = pointer(mapping);
      String detail = detail(mapping);
      return Problem.invalid(
          Problem.Kind.MALFORMED_JSON,
          List.of(new Violation(pointer, detail)),
          (pointer.isEmpty() ? "the body" : pointer) + " " + detail);
    }
    String where =
        e.getLocation() == null
            ? ""
            : " at line %d, column %d"
                .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    String what =
        e instanceof StreamConstraintsException
            ? "The body has a text, a number or a nesting beyond the limits"
            : "The body is not well-formed JSON";
    return Problem.of(Problem.Kind.MALFORMED_JSON, what + where);
  }

  private static String detail(JsonMappingException e) {
    if (e.getCause() instanceof InputCoercionException coercion) {
      return "must be " + name(coercion.getTargetType());
    }
    if (e instanceof UnrecognizedPropertyException unknown) {
      Collection<Object> known = unknown.getKnownPropertyIds();
      return "is not known here"
          + (known == null
              ? ""
              : known.stream()
                  .map(String::valueOf)
                  .sorted()
                  .collect(Collectors.joining(", ", "; known are ", "")));
    }
    if (e instanceof InvalidFormatException || e instanceof MismatchedInputException) {
      Class<?> wanted = ((MismatchedInputException) e).getTargetType();
      if (wanted != null) {
        return "must be " + name(wanted);
      }
    }
    return e.getProcessor() instanceof JsonParser in && in.currentToken() == null
        ? "must not be empty"
        : "has the wrong type";
  }

  private static String name(Class<?> wanted) {
    if (wanted.isEnum()) {
      return Arrays.stream(wanted.getEnumConstants())
          .map(String::valueOf)
          .collect(Collectors.joining(", ", "one of ", ""));
    }
    if (wanted == UUID.class) {
      return "a UUID";
    }
    if (wanted == Instant.class) {
      return "a date and time with an offset, e.g. 2026-03-01T12:00:00Z";
    }
    if (wanted == LocalDate.class) {
      return "a date, e.g. 2026-03-31";
    }
    if (wanted == String.class) {
      return "a string";
    }
    if (wanted == boolean.class || wanted == Boolean.class) {
      return "true or false";
    }
    if (wanted == int.class || wanted == Integer.class || wanted == long.class) {
      return "a whole number";
    }
    if (wanted.isPrimitive() || Number.class.isAssignableFrom(wanted)) {
      return "a number";
    }
    return Collection.class.isAssignableFrom(wanted) || wanted.isArray() ? "an array" : "an object";
  }

  private static String pointer(JsonMappingException e) {
    StringBuilder pointer = new StringBuilder();
    for (JsonMappingException.Reference step : e.getPath()) {
      pointer.append('/');
      pointer.append(
          step.getFieldName() == null
              ? String.valueOf(step.getIndex())
              : step.getFieldName().replace("~", "~0").replace("/", "~1"));
    }
    return pointer.toString();
  }
}
