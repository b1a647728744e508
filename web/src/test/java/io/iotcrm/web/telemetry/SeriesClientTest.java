package io.iotcrm.web.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotcrm.domain.telemetry.DevicePoint;
import jakarta.ws.rs.core.GenericType;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseBroadcaster;
import jakarta.ws.rs.sse.SseEventSink;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class SeriesClientTest {
  private static final Instant T = Instant.ofEpochMilli(1_000);

  private final List<String> wire = new ArrayList<>();
  private final SeriesOutbox outbox = new SeriesOutbox(List.of("f1:temperature"), Duration.ZERO);
  private long sent;
  private boolean closed;

  private final SeriesClient client =
      new SeriesClient(new Sink(), new Events(), "eva", outbox, count -> sent += count);

  @Test
  void sendsNothingBeforeTheNewestValuesAreThere() {
    outbox.offer(point(2.0));
    assertThat(client.send()).isTrue();
    assertThat(wire).isEmpty();

    client.begin(List.of(point(1.0)));
    assertThat(client.send()).isTrue();
    assertThat(wire)
        .containsExactly(
            "null null null still here",
            "snapshot 1000 {\"items\":[" + AnswerText.object(point(1.0)) + "]} null",
            "reading 1000 " + AnswerText.object(point(2.0)) + " null");
    assertThat(sent).isEqualTo(1);
  }

  @Test
  void saysHowManyWereDroppedBeforeItGoesOn() {
    client.begin(List.of());
    client.send();
    wire.clear();
    for (int i = 0; i < SeriesOutbox.MAX_WAITING + 3; i++) {
      outbox.offer(point(i));
    }
    client.send();
    assertThat(wire).hasSize(SeriesOutbox.MAX_WAITING + 1);
    assertThat(wire.get(0)).isEqualTo("dropped null {\"count\":3} null");
    assertThat(sent).isEqualTo(SeriesOutbox.MAX_WAITING);
  }

  @Test
  void findsOutThatNobodyReadsAnyMore() {
    client.begin(List.of());
    client.send();
    closed = true;
    client.offerHeartbeat();
    assertThat(client.send()).isFalse();
  }

  private static DevicePoint point(double value) {
    return new DevicePoint("f1", "temperature", T, value);
  }

  /** Notes what goes over the wire: name, id, data, comment. */
  private final class Sink implements SseEventSink {
    @Override
    public boolean isClosed() {
      return closed;
    }

    @Override
    public CompletionStage<?> send(OutboundSseEvent event) {
      wire.add(
          event.getName() + " " + event.getId() + " " + event.getData() + " " + event.getComment());
      return CompletableFuture.completedStage(null);
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private static final class Events implements Sse {
    @Override
    public OutboundSseEvent.Builder newEventBuilder() {
      return new Builder();
    }

    @Override
    public SseBroadcaster newBroadcaster() {
      throw new UnsupportedOperationException();
    }
  }

  private static final class Builder implements OutboundSseEvent.Builder {
    private String id;
    private String name;
    private String comment;
    private Object data;

    @Override
    public Builder id(String value) {
      id = value;
      return this;
    }

    @Override
    public Builder name(String value) {
      name = value;
      return this;
    }

    @Override
    public Builder reconnectDelay(long milliseconds) {
      return this;
    }

    @Override
    public Builder mediaType(MediaType mediaType) {
      return this;
    }

    @Override
    public Builder comment(String value) {
      comment = value;
      return this;
    }

    @Override
    @SuppressWarnings("rawtypes") // so the interface has it
    public Builder data(Class type, Object value) {
      data = value;
      return this;
    }

    @Override
    @SuppressWarnings("rawtypes") // so the interface has it
    public Builder data(GenericType type, Object value) {
      data = value;
      return this;
    }

    @Override
    public Builder data(Object value) {
      data = value;
      return this;
    }

    @Override
    public OutboundSseEvent build() {
      return (OutboundSseEvent)
          Proxy.newProxyInstance(
              Builder.class.getClassLoader(),
              new Class<?>[] {OutboundSseEvent.class},
              (proxy, method, arguments) ->
                  switch (method.getName()) {
                    case "getId" -> id;
                    case "getName" -> name;
                    case "getComment" -> comment;
                    case "getData" -> data;
                    default -> null;
                  });
    }
  }
}
