package io.iotcrm.domain.recommendation;

import static io.iotcrm.domain.recommendation.EaseTest.id;
import static io.iotcrm.domain.recommendation.InteractionVectorTest.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.iotcrm.domain.recommendation.InteractionVector.Folded;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OfferChoiceTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final Decay DECAY = new Decay(Duration.ofDays(30));
  private static final OfferChoice CHOICE = new OfferChoice(DECAY, Duration.ofDays(30), 10);
  private static final UUID COFFEE = id(1);
  private static final UUID CUPS = id(2);
  private static final UUID CEREAL = id(3);
  private static final UUID MILK = id(4);

  /** Coffee goes with cups, cereal with milk; coffee and cups are the more popular ones. */
  private static EaseModel breakfast() {
    InteractionMatrix.Builder builder = new InteractionMatrix.Builder(DECAY, NOW);
    for (int c = 0; c < 30; c++) {
      builder.add(id(100 + c), COFFEE, 1, NOW).add(id(100 + c), CUPS, 1, NOW);
    }
    for (int c = 0; c < 20; c++) {
      builder.add(id(200 + c), CEREAL, 1, NOW).add(id(200 + c), MILK, 1, NOW);
    }
    return EaseModel.train(1, builder.build(10), 1);
  }

  @Test
  void offersWhatGoesWithWhatTheCustomerBoughtAndSaysSo() {
    List<ScoredItem> offers = choose(event(1, 3, InteractionKind.PURCHASE, 3, NOW));
    assertThat(offers.get(0).itemId()).isEqualTo(MILK);
    assertThat(offers.get(0).because()).isEqualTo(CEREAL);
    assertThat(offers.get(0).kind()).isEqualTo(InteractionKind.PURCHASE);
  }

  @Test
  void neverOffersWhatTheCustomerOwns() {
    assertThat(choose(event(1, 3, InteractionKind.PURCHASE, 3, NOW)))
        .extracting(ScoredItem::itemId)
        .doesNotContain(CEREAL)
        .hasSize(3);
  }

  @Test
  void leavesADismissedItemOutForItsRest() {
    Folded bought = event(1, 3, InteractionKind.PURCHASE, 3, NOW);
    Folded dismissed = event(2, 4, InteractionKind.DISMISS, 0, NOW);
    assertThat(choose(bought, dismissed)).extracting(ScoredItem::itemId).doesNotContain(MILK);
    InteractionVector vector = InteractionVector.EMPTY.with(List.of(bought, dismissed), DECAY);
    assertThat(CHOICE.choose(breakfast(), vector, NOW.plus(Duration.ofDays(31))).get(0).itemId())
        .isEqualTo(MILK);
  }

  @Test
  void fallsBackToPopularityForAStranger() {
    List<ScoredItem> offers = choose();
    assertThat(offers).extracting(ScoredItem::itemId).containsExactly(COFFEE, CUPS, CEREAL, MILK);
    assertThat(offers).allMatch(o -> o.because() == null);
  }

  @Test
  void choosesTheSameEachTime() {
    Folded event = event(1, 1, InteractionKind.DWELL, 1, NOW);
    assertThat(choose(event)).isEqualTo(choose(event));
  }

  @Test
  void isNotMisledByAnItemThatTheModelDoesNotKnow() {
    assertThat(choose(event(1, 99, InteractionKind.PURCHASE, 3, NOW))).isEqualTo(choose());
  }

  @Test
  void comesBackFromItsBytesUnchanged() {
    EaseModel model = breakfast();
    EaseModel copy =
        EaseModel.ofBytes(1, model.itemIds(), model.weightBytes(), model.popularityBytes());
    InteractionVector vector =
        InteractionVector.EMPTY.with(List.of(event(1, 3, InteractionKind.PURCHASE, 3, NOW)), DECAY);
    assertThat(CHOICE.choose(copy, vector, NOW)).isEqualTo(CHOICE.choose(model, vector, NOW));
  }

  private static List<ScoredItem> choose(Folded... events) {
    InteractionVector vector = InteractionVector.EMPTY.with(List.of(events), DECAY);
    return CHOICE.choose(breakfast(), vector, NOW);
  }
}
