package io.iotcrm.web.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;

/** Days in JSON: ISO 8601 dates without a time. */
final class Days {
  private Days() {}

  static SimpleModule module() {
    SimpleModule module = new SimpleModule("days");
    module.addSerializer(LocalDate.class, new Writer());
    module.addDeserializer(LocalDate.class, new Reader());
    return module;
  }

  private static final class Writer extends StdScalarSerializer<LocalDate> {
    private static final long serialVersionUID = 1L;

    Writer() {
      super(LocalDate.class);
    }

    @Override
    public void serialize(LocalDate value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(value.toString());
    }
  }

  private static final class Reader extends StdScalarDeserializer<LocalDate> {
    private static final long serialVersionUID = 1L;

    Reader() {
      super(LocalDate.class);
    }

    @Override
    public LocalDate deserialize(JsonParser in, DeserializationContext context) throws IOException {
      String text = in.getValueAsString();
      if (text == null) {
        return (LocalDate) context.handleUnexpectedToken(LocalDate.class, in);
      }
      try {
        return LocalDate.parse(text);
      } catch (DateTimeException e) {
        return (LocalDate) context.handleWeirdStringValue(LocalDate.class, text, "not a date");
      }
    }
  }
}
