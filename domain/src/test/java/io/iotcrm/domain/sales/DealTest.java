package io.iotcrm.domain.sales;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iotcrm.domain.customer.Account;
import io.iotcrm.domain.customer.AccountDetails;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class DealTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final Account account =
      new Account(new AccountDetails("Grocer", null, null, null, null), null);
  private final Pipeline pipeline = new Pipeline("Sales", 0);
  private final LossReason price = new LossReason("Price", 0);
  private final Deal deal = new Deal("Ten fridges", account, null, null, pipeline.first());

  @Test
  void isExpectedToCloseOnADayOrOnNone() {
    deal.expect(LocalDate.of(2026, 3, 31));
    assertThat(DealView.of(deal).closeOn()).isEqualTo(LocalDate.of(2026, 3, 31));

    deal.expect(null);
    assertThat(deal.getCloseOn()).isNull();
  }

  @Test
  void refusesADayThatIsAMistake() {
    assertThatThrownBy(() -> deal.expect(LocalDate.of(226, 3, 31)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2000 to 2100");
  }

  @Test
  void isClosedByItsStageAndOpenedAgain() {
    assertThat(deal.moveTo(pipeline.stage("WON"), NOON)).isTrue();
    assertThat(deal.getClosedAt()).isEqualTo(NOON);
    assertThat(deal.moveTo(pipeline.stage("WON"), NOON.plusSeconds(1))).isFalse();
    assertThat(deal.getStageSince()).isEqualTo(NOON);

    deal.moveTo(pipeline.stage("NEW"), NOON.plusSeconds(2));
    assertThat(deal.getClosedAt()).isNull();
  }

  @Test
  void isLostForAReason() {
    Stage lost = pipeline.stage("LOST");
    assertThatThrownBy(() -> deal.moveTo(lost, NOON)).hasMessageContaining("reason");
    assertThatThrownBy(() -> deal.lose(lost, null, null, null, NOON))
        .hasMessageContaining("reason");

    deal.lose(lost, price, " Polar Ltd ", " ", NOON);
    DealView view = DealView.of(deal);
    assertThat(view.lostReason()).isEqualTo("Price");
    assertThat(view.competitor()).isEqualTo("Polar Ltd");
    assertThat(view.lostNote()).isNull();

    deal.moveTo(pipeline.first(), NOON.plusSeconds(1));
    assertThat(DealView.of(deal).lostReason()).isNull();
  }

  @Test
  void staysClosedSinceItWasWonWhenItGoesToAnotherStageForWon() {
    Stage tender = pipeline.add(new StageDetails("Tender", StageKind.WON, null, null, null));
    deal.moveTo(pipeline.stage("WON"), NOON);
    deal.moveTo(tender, NOON.plusSeconds(60));
    assertThat(deal.getClosedAt()).isEqualTo(NOON);
  }

  @Test
  void goesBackAsIfItHadNeverLeft() {
    Instant since = deal.getStageSince();
    deal.moveTo(pipeline.stage("WON"), NOON);
    deal.putBack(pipeline.first(), since);
    assertThat(deal.getStageSince()).isEqualTo(since);
    assertThat(deal.getClosedAt()).isNull();
  }

  @Test
  void doesNotEnterARetiredStage() {
    Stage demo = pipeline.add(new StageDetails("Demo", StageKind.OPEN, 20, null, null));
    pipeline.retire(demo, NOON);
    assertThatThrownBy(() -> deal.moveTo(demo, NOON)).hasMessageContaining("retired");
  }
}
