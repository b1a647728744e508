package io.iotcrm.server.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionSpansTest {
  private static final long NOW = 1_700_000_000_000L;
  private final ConnectionSpans spans = new ConnectionSpans(NOW);

  @Test
  void spansRiseWithoutTheClock() {
    spans.opened("a", 1, NOW);
    ConnectionSpans.Change first = spans.take(10).get(0);
    spans.closed(1, NOW);
    ConnectionSpans.Change end = spans.take(10).get(0);
    spans.opened("a", 2, NOW - 5);
    ConnectionSpans.Change second = spans.take(10).get(0);

    assertThat(end.span()).isEqualTo(first.span());
    assertThat(end.connected()).isFalse();
    assertThat(second.span()).isGreaterThan(first.span());
    assertThat(second.connected()).isTrue();
  }

  @Test
  void aTakeOverIsNoChange() {
    spans.opened("a", 1, NOW);
    spans.take(10);
    spans.opened("a", 2, NOW);
    spans.closed(1, NOW);

    assertThat(spans.take(10)).isEmpty();
  }

  @Test
  void aStormIsOneChangeOfADeviceAndItsNewest() {
    for (int i = 0; i < 100; i++) {
      spans.opened("a", i, NOW + i);
      spans.closed(i, NOW + i);
    }
    spans.opened("a", 100, NOW + 100);

    List<ConnectionSpans.Change> changes = spans.take(10);

    assertThat(changes).hasSize(1);
    assertThat(changes.get(0).connected()).isTrue();
    assertThat(changes.get(0).span()).isEqualTo(spans.base() + 101);
  }

  @Test
  void whatCouldNotBeToldDoesNotHideWhatIsNewer() {
    spans.opened("a", 1, NOW);
    List<ConnectionSpans.Change> untold = spans.take(10);
    spans.closed(1, NOW);
    spans.giveBack(untold);

    assertThat(spans.take(10)).singleElement().matches(change -> !change.connected());
  }

  @Test
  void aLaterProcessHasHigherNumbers() {
    spans.opened("a", 1, NOW);

    assertThat(new ConnectionSpans(NOW + 1).base()).isGreaterThan(spans.take(1).get(0).span());
  }
}
