package io.iotcrm.domain.recommendation;

import static io.iotcrm.domain.recommendation.EaseTest.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.iotcrm.domain.recommendation.InteractionVector.Bond;
import io.iotcrm.domain.recommendation.InteractionVector.Folded;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InteractionVectorTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final Decay DECAY = new Decay(Duration.ofDays(30));

  @Test
  void countsAnInteractionOnceHoweverOftenItIsFoldedIn() {
    Folded event = event(1, 5, InteractionKind.CLICK, 1, NOW);
    InteractionVector once = InteractionVector.EMPTY.with(List.of(event), DECAY);
    InteractionVector twice = once.with(List.of(event), DECAY);
    assertThat(twice).isSameAs(once);
  }

  @Test
  void fadesByHalfInAHalfLife() {
    InteractionVector vector =
        InteractionVector.EMPTY.with(
            List.of(
                event(1, 5, InteractionKind.CLICK, 1, NOW.minus(Duration.ofDays(30))),
                event(2, 5, InteractionKind.CLICK, 1, NOW)),
            DECAY);
    assertThat(vector.bonds().get(id(5)).sum()).isCloseTo(1.5, within(1e-9));
  }

  @Test
  void isTheSameInWhateverOrderThingsHappen() {
    Random random = new Random(3);
    List<Folded> events = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      InteractionKind kind = InteractionKind.values()[random.nextInt(5)];
      events.add(
          event(i, random.nextInt(8), kind, 1, NOW.minusSeconds(random.nextInt(10_000_000))));
    }
    Map<?, Bond> inOrder = InteractionVector.EMPTY.with(events, DECAY).bonds();
    Collections.shuffle(events, random);
    InteractionVector oneByOne = InteractionVector.EMPTY;
    for (Folded event : events) {
      oneByOne = oneByOne.with(List.of(event), DECAY);
    }
    for (Map.Entry<?, Bond> entry : inOrder.entrySet()) {
      Bond other = oneByOne.bonds().get(entry.getKey());
      assertThat(other.sum()).isCloseTo(entry.getValue().sum(), within(1e-9));
      assertThat(other.kind()).isEqualTo(entry.getValue().kind());
      assertThat(other.owned()).isEqualTo(entry.getValue().owned());
      assertThat(other.dismissedAt()).isEqualTo(entry.getValue().dismissedAt());
    }
  }

  @Test
  void forgetsADismissalAfterItsRest() {
    InteractionVector vector =
        InteractionVector.EMPTY.with(List.of(event(1, 5, InteractionKind.DISMISS, 0, NOW)), DECAY);
    Duration rest = Duration.ofDays(30);
    assertThat(vector.dismissed(id(5), NOW.plus(Duration.ofDays(29)), rest)).isTrue();
    assertThat(vector.dismissed(id(5), NOW.plus(Duration.ofDays(31)), rest)).isFalse();
  }

  @Test
  void survivesTheGridsSerialization() throws IOException, ClassNotFoundException {
    InteractionVector vector =
        InteractionVector.EMPTY.with(List.of(event(1, 5, InteractionKind.PURCHASE, 3, NOW)), DECAY);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(vector);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      InteractionVector read = (InteractionVector) in.readObject();
      assertThat(read.bonds()).isEqualTo(vector.bonds());
      assertThat(read.revision()).isEqualTo(vector.revision());
    }
  }

  static Folded event(long id, long item, InteractionKind kind, double weight, Instant at) {
    return new Folded(id(1_000_000 + id), id(item), kind, weight, at);
  }
}
