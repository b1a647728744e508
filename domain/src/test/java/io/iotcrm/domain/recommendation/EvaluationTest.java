package io.iotcrm.domain.recommendation;

import static io.iotcrm.domain.recommendation.EaseTest.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.iotcrm.domain.recommendation.Evaluation.Event;
import io.iotcrm.domain.recommendation.Evaluation.Quality;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationTest {
  private static final Instant CUT = Instant.parse("2026-11-22T10:00:00Z");
  private static final Decay DECAY = new Decay(Duration.ofDays(30));

  @Test
  void givesFullMarksForForetellingEverythingFirst() {
    List<Event> events = new ArrayList<>();
    for (int c = 0; c < 10; c++) {
      events.add(past(c, 1));
      events.add(past(c, 2));
    }
    events.add(past(50, 1));
    events.add(future(50, 2));
    Evaluation evaluation = Evaluation.split(events, CUT, DECAY, 100);
    Quality quality = evaluation.of(EaseModel.train(1, evaluation.past(), 1));
    assertThat(quality).isEqualTo(new Quality(1, 1, 1, 1));
  }

  @Test
  void discountsByTheLogarithmOfTheRank() {
    // Four items by popularity 1 > 2 > 3 > 4; the customer knows 1 and takes to 3: rank 2.
    List<Event> events = new ArrayList<>();
    for (int item = 1; item <= 4; item++) {
      for (int c = 0; c < 10 - item; c++) {
        events.add(past(100 * item + c, item));
      }
    }
    events.add(past(50, 1));
    events.add(future(50, 3));
    Evaluation evaluation = Evaluation.split(events, CUT, DECAY, 100);
    Quality quality = evaluation.ofPopularity(EaseModel.train(1, evaluation.past(), 1));
    assertThat(quality.recall20()).isOne();
    assertThat(quality.ndcg20()).isCloseTo(1 / (Math.log(3) / Math.log(2)), within(1e-9));
  }

  @Test
  void asksOnlyForWhatIsNewToAKnownCustomer() {
    List<Event> events = List.of(past(1, 1), past(2, 2), future(1, 1), future(9, 2), future(2, 77));
    assertThat(Evaluation.split(events, CUT, DECAY, 100).customers()).isZero();
  }

  @Test
  void splitsWhereTheGivenShareOfTheEventsLiesBefore() {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      events.add(new Event(id(1), id(2), 1, CUT.plusSeconds(i)));
    }
    assertThat(Evaluation.quantile(events, 0.8)).isEqualTo(CUT.plusSeconds(8));
  }

  private static Event past(long contact, long item) {
    return new Event(id(1000 + contact), id(item), 1, CUT.minusSeconds(60));
  }

  private static Event future(long contact, long item) {
    return new Event(id(1000 + contact), id(item), 1, CUT.plusSeconds(60));
  }
}
