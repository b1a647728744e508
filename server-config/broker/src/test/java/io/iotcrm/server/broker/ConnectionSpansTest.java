package io.iotcrm.server.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionSpansTest {
  private static final long NOW = 1_700_000_000_000L;
  private static final long LATER = NOW + ConnectionSpans.HELD_MILLIS;
  private final ConnectionSpans spans = new ConnectionSpans(NOW);

  @Test
  void spansRiseWithoutTheClock() {
    spans.opened("a", 1, NOW);
    ConnectionSpans.Change first = spans.take(10, NOW).get(0);
    spans.closed(1, NOW);
    ConnectionSpans.Change end = spans.take(10, LATER).get(0);
    spans.opened("a", 2, NOW - 5);
    ConnectionSpans.Change second = spans.take(10, NOW).get(0);

    assertThat(end).isEqualTo(new ConnectionSpans.Change("a", first.span(), false, NOW));
    assertThat(second.span()).isGreaterThan(first.span());
    assertThat(second.connected()).isTrue();
  }

  @Test
  void aTakeOverIsNoChangeWhicheverComesFirst() {
    spans.opened("a", 1, NOW);
    spans.take(10, NOW);
    spans.opened("a", 2, NOW);
    spans.closed(1, NOW);
    spans.closed(2, NOW);
    assertThat(spans.take(10, NOW + 1)).isEmpty();
    spans.opened("a", 3, NOW + 2);

    assertThat(spans.take(10, LATER + 10)).isEmpty();
  }

  @Test
  void aStormOfReconnectionsIsOneBeginning() {
    for (int i = 0; i < 100; i++) {
      spans.opened("a", i, NOW + i);
      spans.closed(i, NOW + i);
    }
    spans.opened("a", 100, NOW + 100);

    List<ConnectionSpans.Change> changes = spans.take(10, NOW + 101);

    assertThat(changes)
        .containsExactly(new ConnectionSpans.Change("a", spans.base() + 1, true, NOW));
  }

  @Test
  void whatCouldNotBeToldIsToldTheNextTime() {
    spans.opened("a", 1, NOW);
    List<ConnectionSpans.Change> untold = spans.take(10, NOW);
    spans.giveBack(untold);
    spans.closed(1, NOW);

    assertThat(spans.take(10, LATER)).hasSize(2).containsAll(untold);
    assertThat(spans.take(10, LATER)).isEmpty();
  }

  @Test
  void aLaterProcessHasHigherNumbers() {
    spans.opened("a", 1, NOW);

    assertThat(new ConnectionSpans(NOW + 1).base()).isGreaterThan(spans.take(1, NOW).get(0).span());
  }
}
