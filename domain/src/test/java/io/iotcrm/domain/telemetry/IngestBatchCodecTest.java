package io.iotcrm.domain.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.iotcrm.domain.platform.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IngestBatchCodecTest {
  private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

  private final IngestBatchCodec codec = new IngestBatchCodec();

  @Test
  void keepsEveryKindOfReadingInItsOrder() throws Exception {
    IngestBatch batch =
        new IngestBatch(
            Ids.next(),
            "edge-1",
            AT.plusMillis(250),
            List.of(
                new Reading("dev1", "temperature", AT.plusMillis(1), 4.2, "Cel"),
                new Reading("dev1", "open", AT.plusMillis(999), true, null),
                new Reading("dev2", "zone", AT, "čaj & kafé", null),
                new Reading("dev1", "count", AT, -1e300, "%"),
                new Reading("dev1", "closed", AT, false, null),
                new Reading("dev1", "tiny", AT, Double.MIN_VALUE, null)));
    assertThat(codec.decode(codec.encode(batch))).isEqualTo(batch);
  }

  @Test
  void keepsWhatRulesDid() throws Exception {
    IngestBatch batch =
        new IngestBatch(
            Ids.next(),
            "edge-1",
            AT,
            List.of(),
            List.of(
                new EdgeEvent(
                    "dev1",
                    Ids.next(),
                    3,
                    true,
                    AT.plusMillis(1),
                    AT.plusMillis(7),
                    Map.of("latest.t", 9.5, "latest.open", true, "latest.zone", "čaj"),
                    List.of(0, 2)),
                new EdgeEvent(
                    "dev1", Ids.next(), 0, false, AT, AT.plusSeconds(9), Map.of(), List.of())));
    assertThat(codec.decode(codec.encode(batch))).isEqualTo(batch);
  }

  @Test
  void keepsMillisecondsForCenturies() throws Exception {
    Random random = new Random(1);
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      long millis = 300_000_000_000L + random.nextLong(10_000_000_000_000L);
      readings.add(
          new Reading("d", "k", Instant.ofEpochMilli(millis), random.nextGaussian(), null));
    }
    IngestBatch batch = new IngestBatch(Ids.next(), "e", AT, readings);
    assertThat(codec.decode(codec.encode(batch))).isEqualTo(batch);
  }

  @Test
  void writesTheDeviceOnceInARun() {
    UUID id = UUID.fromString("0195523c-8a00-7000-8000-000000000001");
    IngestBatch batch =
        new IngestBatch(
            id,
            "e",
            Instant.ofEpochMilli(1000),
            List.of(
                new Reading("dev1", "t", AT, 21.5, "Cel"),
                new Reading("dev1", "o", AT, true, null)));
    String records =
        "82" // two records
            + "a5"
            + "21"
            + "65"
            + "646576313a" // bn: dev1:
            + "00"
            + "6174" // n: t
            + "06"
            + "1a69a42a40" // t: 1772366400
            + "01"
            + "6343656c" // u: Cel
            + "02"
            + "fa41ac0000" // v: 21.5
            + "a3"
            + "00"
            + "616f"
            + "06"
            + "1a69a42a40"
            + "04"
            + "f5";
    assertThat(HexFormat.of().formatHex(codec.encode(batch)))
        .endsWith("677265636f726473" + records);
  }

  @Test
  void takesFieldsOfALaterVersion() throws Exception {
    // {"id": ..., "edge": "e", "sent": 1000, "rejected": {"a": [1]}, "records": []}
    String batch =
        "a5"
            + "626964"
            + "7824"
            + text("0195523c-8a00-7000-8000-000000000001")
            + "6465646765"
            + "6165"
            + "6473656e74"
            + "1903e8"
            + "6872656a6563746564"
            + "a1616181"
            + "01"
            + "677265636f726473"
            + "80";
    assertThat(codec.decode(HexFormat.of().parseHex(batch)).readings()).isEmpty();
  }

  @Test
  void refusesTimesThatSenmlTakesForRelative() throws Exception {
    IngestBatch old =
        new IngestBatch(
            Ids.next(), "e", AT, List.of(new Reading("d", "k", Instant.EPOCH, 1.0, null)));
    assertThatThrownBy(() -> codec.encode(old)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesEveryPartOfABatch() {
    byte[] whole = codec.encode(sample());
    for (int length = 0; length < whole.length; length++) {
      byte[] part = java.util.Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> codec.decode(part)).isInstanceOf(MalformedTelemetryException.class);
    }
  }

  @Test
  void throwsNothingElseWhateverTheBytes() {
    Random random = new Random(20_260_302);
    byte[] seed = codec.encode(sample());
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes =
          DeviceMessageParserTest.mutated(i % 4 == 0 ? new byte[] {(byte) 0xa4} : seed, random);
      Throwable thrown = catchThrowable(() -> codec.decode(bytes));
      if (thrown != null && !(thrown instanceof MalformedTelemetryException)) {
        throw new AssertionError("bytes " + HexFormat.of().formatHex(bytes), thrown);
      }
    }
  }

  private static IngestBatch sample() {
    return new IngestBatch(
        Ids.next(),
        "edge-1",
        AT,
        List.of(
            new Reading("dev1", "temperature", AT.plusMillis(7), 4.2, "Cel"),
            new Reading("dev1", "open", AT.plusMillis(7), true, null),
            new Reading("dev2", "zone", AT, "coffee", null)));
  }

  private static String text(String ascii) {
    return HexFormat.of().formatHex(ascii.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
  }
}
