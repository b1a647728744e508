package io.iotcrm.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.iotcrm.domain.customer.AccountView;
import io.iotcrm.domain.customer.ContactView;
import io.iotcrm.domain.customer.LeadView;
import io.iotcrm.domain.device.CommandJobView;
import io.iotcrm.domain.device.CommandView;
import io.iotcrm.domain.device.DeviceView;
import io.iotcrm.domain.device.PastTwinView;
import io.iotcrm.domain.device.ProfileView;
import io.iotcrm.domain.hubspot.HubSpotRequestView;
import io.iotcrm.domain.platform.FailedWorkView;
import io.iotcrm.domain.rule.AlarmView;
import io.iotcrm.domain.rule.DryRunView;
import io.iotcrm.domain.rule.RuleView;
import io.iotcrm.domain.support.TicketView;
import io.iotcrm.domain.transfer.ExportScheduleView;
import io.iotcrm.domain.transfer.ExportView;
import io.iotcrm.domain.transfer.ImportView;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/**
 * The API's JSON: strict when read, so that a misspelt member or a number in quotes is an error and
 * not a loss, and plain when written.
 */
public final class Json {
  private static final int MAX_DEPTH = 32;
  private static final int MAX_TEXT = 100_000;
  private static final int MAX_NUMBER = 60;

  /** Thread-safe once it is configured. */
  public static final ObjectMapper MAPPER = configure();

  private Json() {}

  private static ObjectMapper configure() {
    StreamReadConstraints limits =
        StreamReadConstraints.builder()
            .maxNestingDepth(MAX_DEPTH)
            .maxStringLength(MAX_TEXT)
            .maxNumberLength(MAX_NUMBER)
            .maxNameLength(1_000)
            .build();
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(limits)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    JsonMapper.Builder builder =
        JsonMapper.builder(factory)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .defaultPropertyInclusion(
                JsonInclude.Value.construct(
                    JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .withCoercionConfig(
                LogicalType.Textual,
                text ->
                    text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .addModule(instants())
            .addModule(Days.module())
            .addMixIn(AccountView.class, CustomIsJson.class)
            .addMixIn(ContactView.class, CustomIsJson.class)
            .addMixIn(LeadView.class, CustomIsJson.class)
            .addMixIn(DeviceView.class, AttributesAreJson.class)
            .addMixIn(PastTwinView.Registry.class, AttributesAreJson.class)
            .addMixIn(ProfileView.class, SeriesAndSettingsAreJson.class)
            .addMixIn(TicketView.class, EvidenceIsJson.class)
            .addMixIn(RuleView.class, ScheduleAndActionsAreJson.class)
            .addMixIn(DryRunView.class, ReportIsJson.class)
            .addMixIn(AlarmView.class, EvidenceAndLastValuesAreJson.class)
            .addMixIn(FailedWorkView.class, PayloadIsJson.class)
            .addMixIn(CommandJobView.class, ParamsAndSelectionAreJson.class)
            .addMixIn(CommandView.class, ParamsAndResultAreJson.class)
            .addMixIn(ExportView.class, SpecIsJson.class)
            .addMixIn(ExportScheduleView.class, SpecIsJson.class)
            .addMixIn(ImportView.class, MappingAndPreviewAreJson.class)
            .addMixIn(HubSpotRequestView.class, BodyIsJson.class);
    return builder.build();
  }

  /** ISO 8601: with an offset when read; in UTC, to the millisecond, when written. */
  private static SimpleModule instants() {
    SimpleModule module = new SimpleModule("instants");
    module.addSerializer(Instant.class, new InstantWriter());
    module.addDeserializer(Instant.class, new InstantReader());
    return module;
  }

  private static final class InstantWriter extends StdScalarSerializer<Instant> {
    private static final long serialVersionUID = 1L;

    InstantWriter() {
      super(Instant.class);
    }

    @Override
    public void serialize(Instant value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(value.truncatedTo(ChronoUnit.MILLIS).toString());
    }
  }

  private static final class InstantReader extends StdScalarDeserializer<Instant> {
    private static final long serialVersionUID = 1L;

    InstantReader() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser in, DeserializationContext context) throws IOException {
      String text = in.getValueAsString();
      if (text == null) {
        return (Instant) context.handleUnexpectedToken(Instant.class, in);
      }
      try {
        return OffsetDateTime.parse(text).toInstant();
      } catch (DateTimeException e) {
        return (Instant)
            context.handleWeirdStringValue(
                Instant.class, text, "not a date and time with an offset");
      }
    }
  }

  /** Stored as JSON, so written as it is. */
  private interface CustomIsJson {
    @JsonRawValue
    String custom();
  }

  private interface AttributesAreJson {
    @JsonRawValue
    String attributes();
  }

  private interface SeriesAndSettingsAreJson {
    @JsonRawValue
    String series();

    @JsonRawValue
    String settings();
  }

  private interface EvidenceIsJson {
    @JsonRawValue
    String evidence();
  }

  private interface EvidenceAndLastValuesAreJson {
    @JsonRawValue
    String evidence();

    @JsonRawValue
    String lastValues();
  }

  private interface PayloadIsJson {
    @JsonRawValue
    String payload();
  }

  private interface ParamsAndSelectionAreJson {
    @JsonRawValue
    String params();

    @JsonRawValue
    String selection();
  }

  private interface ScheduleAndActionsAreJson {
    @JsonRawValue
    String schedule();

    @JsonRawValue
    String actions();
  }

  private interface ReportIsJson {
    @JsonRawValue
    String report();
  }

  private interface ParamsAndResultAreJson {
    @JsonRawValue
    String params();

    @JsonRawValue
    String result();
  }

  private interface SpecIsJson {
    @JsonRawValue
    String spec();
  }

  private interface MappingAndPreviewAreJson {
    @JsonRawValue
    String mapping();

    @JsonRawValue
    String preview();
  }

  private interface BodyIsJson {
    @JsonRawValue
    String body();
  }
}
