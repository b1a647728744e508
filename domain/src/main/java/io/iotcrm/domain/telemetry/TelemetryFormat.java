package io.iotcrm.domain.telemetry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.IOException;

/** The parsers' settings, with the limits that strangers' bytes are read under. */
final class TelemetryFormat {
  private static final StreamReadConstraints LIMITS =
      StreamReadConstraints.builder()
          .maxNestingDepth(8)
          .maxNumberLength(64)
          .maxStringLength(64 * 1024)
          .maxNameLength(256)
          .build();

  /** Field names come from strangers: interning them would grow the machine's string table. */
  static final JsonFactory JSON =
      new JsonFactoryBuilder()
          .streamReadConstraints(LIMITS)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .build();

  static final CBORFactory CBOR =
      CBORFactory.builder()
          .streamReadConstraints(LIMITS)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .enable(CBORGenerator.Feature.WRITE_MINIMAL_DOUBLES)
          .build();

  private TelemetryFormat() {}

  /** Reads what the bytes must hold and nothing after it. */
  interface Body<T> {
    T read(JsonParser in) throws IOException, MalformedTelemetryException;
  }

  /** Turns every failure of the parser into the one that callers expect, without the payload. */
  static <T> T read(boolean cbor, byte[] bytes, Body<T> body) throws MalformedTelemetryException {
    String format = cbor ? "CBOR" : "JSON";
    try (JsonParser in = cbor ? CBOR.createParser(bytes) : JSON.createParser(bytes)) {
      in.nextToken();
      T result = body.read(in);
      if (in.nextToken() != null) {
        throw new MalformedTelemetryException("something follows the end of the " + format);
      }
      return result;
    } catch (IOException | RuntimeException e) {
      // Runtime exceptions too: the parser's bugs must not become a message that blocks others.
      throw new MalformedTelemetryException("not valid " + format, e);
    }
  }
}
