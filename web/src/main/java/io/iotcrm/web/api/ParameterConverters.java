package io.iotcrm.web.api;

import io.iotcrm.domain.platform.InvalidInputException.Violation;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Reads parameters strictly: a query parameter that makes no sense is a 400 with its name, where
 * Jakarta REST would answer 404; a path that names nothing possible stays a 404.
 */
@Provider
public class ParameterConverters implements ParamConverterProvider {
  @Override
  @SuppressWarnings("unchecked")
  public <T> ParamConverter<T> getConverter(Class<T> raw, Type type, Annotation[] annotations) {
    Function<String, ?> reader = reader(raw);
    return reader == null ? null : (ParamConverter<T>) new Strict(reader, wanted(raw), annotations);
  }

  private static Function<String, ?> reader(Class<?> raw) {
    if (raw == UUID.class) {
      return ParameterConverters::uuid;
    }
    if (raw == Instant.class) {
      return text -> OffsetDateTime.parse(text).toInstant();
    }
    if (raw == LocalDate.class) {
      return LocalDate::parse;
    }
    if (raw == int.class || raw == Integer.class) {
      return Integer::valueOf;
    }
    if (raw == boolean.class || raw == Boolean.class) {
      return ParameterConverters::flag;
    }
    if (raw.isEnum()) {
      return text ->
          Arrays.stream(raw.getEnumConstants())
              .filter(constant -> constant.toString().equals(text))
              .findFirst()
              .orElseThrow(IllegalArgumentException::new);
    }
    return null;
  }

  private static UUID uuid(String text) {
    if (text.length() != 36) {
      throw new IllegalArgumentException();
    }
    return UUID.fromString(text);
  }

  private static boolean flag(String text) {
    if (text.equals("true") || text.equals("false")) {
      return text.equals("true");
    }
    throw new IllegalArgumentException();
  }

  private static String wanted(Class<?> raw) {
    if (raw.isEnum()) {
      return "one of " + String.join(", ", names(raw));
    }
    if (raw == UUID.class) {
      return "a UUID";
    }
    if (raw == Instant.class) {
      return "a date and time with an offset, e.g. 2026-03-01T12:00:00Z";
    }
    if (raw == LocalDate.class) {
      return "a date, e.g. 2026-03-31";
    }
    return raw == int.class || raw == Integer.class ? "a whole number" : "true or false";
  }

  private static List<String> names(Class<?> raw) {
    return Arrays.stream(raw.getEnumConstants()).map(Object::toString).toList();
  }

  private record Strict(Function<String, ?> reader, String wanted, Annotation[] annotations)
      implements ParamConverter<Object> {
    @Override
    public Object fromString(String value) {
      if (value == null || value.isEmpty()) {
        return null;
      }
      try {
        return reader.apply(value);
      } catch (RuntimeException e) {
        for (Annotation annotation : annotations) {
          if (annotation instanceof PathParam) {
            throw new NotFoundException("There is nothing under this address");
          }
          if (annotation instanceof QueryParam query) {
            String detail = "must be " + wanted;
            throw new ProblemException(
                Problem.Kind.INVALID_INPUT,
                Problem.invalid(
                    Problem.Kind.INVALID_INPUT,
                    List.of(new Violation("/" + query.value(), detail)),
                    "the parameter " + query.value() + " " + detail));
          }
        }
        throw e;
      }
    }

    @Override
    public String toString(Object value) {
      return String.valueOf(value);
    }
  }
}
