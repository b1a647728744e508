package io.iotcrm.domain.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageBundleTest {
  @Test
  void whatIsWrittenIsRead() throws Exception {
    MessageBundle.Writer writer = new MessageBundle.Writer();
    byte[] large = new byte[10_000];
    Arrays.fill(large, (byte) 7);
    add(writer, "v1/devices/ā/telemetry", new byte[0]);
    add(writer, "v1/devices/b/telemetry", large);
    add(writer, "v1/devices/ā/telemetry", new byte[] {1, 2, 3});

    List<MessageBundle.Published> read = MessageBundle.read(writer.toBytes());

    assertThat(writer.messages()).isEqualTo(3);
    assertThat(read)
        .extracting(MessageBundle.Published::topic)
        .containsExactly(
            "v1/devices/ā/telemetry", "v1/devices/b/telemetry", "v1/devices/ā/telemetry");
    assertThat(read.get(0).payload()).isEmpty();
    assertThat(read.get(1).payload()).isEqualTo(large);
    assertThat(read.get(2).payload()).containsExactly(1, 2, 3);
  }

  @Test
  void whatIsCutOffOrSomethingElseIsRefused() {
    MessageBundle.Writer writer = new MessageBundle.Writer();
    add(writer, "t", new byte[] {1, 2, 3});
    byte[] whole = writer.toBytes();

    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      if (length != 1) { // one byte is an empty bundle
        assertThatThrownBy(() -> MessageBundle.read(cut))
            .isInstanceOf(MalformedTelemetryException.class);
      }
    }
    whole[0] = 9;
    assertThatThrownBy(() -> MessageBundle.read(whole))
        .isInstanceOf(MalformedTelemetryException.class);
  }

  private static void add(MessageBundle.Writer writer, String topic, byte[] payload) {
    writer.add(topic.getBytes(StandardCharsets.UTF_8), payload.length).put(payload);
  }
}
