package io.iotcrm.domain.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotcrm.domain.support.BusinessHours.Span;
import io.iotcrm.domain.support.TicketSla.Event;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TicketSlaTest {
  /** Monday 8:00. Business hours are Monday to Wednesday, 8:00 to 18:00. */
  private static final Instant START = Instant.parse("2026-06-01T08:00:00Z");

  private static final BusinessHours HOURS =
      new BusinessHours(
          ZoneOffset.UTC,
          Map.of(
              DayOfWeek.MONDAY, List.of(new Span(28_800, 64_800)),
              DayOfWeek.TUESDAY, List.of(new Span(28_800, 64_800)),
              DayOfWeek.WEDNESDAY, List.of(new Span(28_800, 64_800))),
          Set.of());

  private static final SlaTerms TERMS = terms(60, 480);

  private final TicketSla sla = new TicketSla(TERMS, START);

  private static SlaTerms terms(int response, int resolution) {
    return new SlaTerms(
        UUID.randomUUID(),
        Duration.ofMinutes(response),
        Duration.ofMinutes(resolution),
        Duration.ofMinutes(15),
        HOURS);
  }

  private static Instant after(int minutes) {
    return START.plus(Duration.ofMinutes(minutes));
  }

  private SlaView view(int minutes) {
    return SlaView.of(sla, after(minutes));
  }

  @Test
  void anAnswerInTimeMeetsTheFirstTargetForGood() {
    sla.answered(TERMS, after(59));

    assertThat(view(10_000).response().state()).isEqualTo(SlaState.MET);
    assertThat(view(60).response().doneAt()).isEqualTo(after(59));
    assertThat(view(60).response().dueAt()).isEqualTo(after(60));
    assertThat(view(60).nextDue()).isEqualTo(after(480));
  }

  @Test
  void anAnswerThatIsLateStaysABreach() {
    sla.answered(TERMS, after(61));

    assertThat(view(100).response().state()).isEqualTo(SlaState.BREACHED);
    assertThat(view(100).response().breachedAt()).isEqualTo(after(60));
    assertThat(view(100).state()).isEqualTo(SlaState.BREACHED);
  }

  @Test
  void saysOnceThatATargetIsNearAndOnceThatItIsBreached() {
    assertThat(sla.getNextAt()).isEqualTo(after(45));
    assertThat(sla.check(after(44))).isEmpty();
    assertThat(sla.check(after(45))).containsExactly(Event.RESPONSE_NEAR);
    assertThat(sla.check(after(46))).isEmpty();
    assertThat(sla.getNextAt()).isEqualTo(after(60));
    assertThat(sla.check(after(60))).containsExactly(Event.RESPONSE_BREACHED);
    assertThat(sla.check(after(61))).isEmpty();
    assertThat(sla.getNextAt()).isEqualTo(after(465));
  }

  @Test
  void aBreachThatIsFoundLateIsNotAnnouncedAsNear() {
    assertThat(sla.check(after(5_000)))
        .containsExactlyInAnyOrder(Event.RESPONSE_BREACHED, Event.RESOLUTION_BREACHED);
    assertThat(sla.getNextAt()).isNull();
  }

  @Test
  void standsWhileTheCustomerHasToAnswer() {
    sla.answered(TERMS, after(10));
    sla.follow(TicketStatus.PENDING, TERMS, after(100));

    assertThat(view(5_000).state()).isEqualTo(SlaState.PAUSED);
    assertThat(view(5_000).nextDue()).isNull();
    assertThat(sla.getNextAt()).isNull();

    sla.follow(TicketStatus.OPEN, TERMS, after(200));

    assertThat(view(200).resolution().dueAt()).isEqualTo(after(580));
    assertThat(view(200).state()).isEqualTo(SlaState.ON_TRACK);
  }

  @Test
  void aTicketThatIsReopenedHasWhatWasLeft() {
    sla.answered(TERMS, after(10));
    sla.follow(TicketStatus.RESOLVED, TERMS, after(470));
    assertThat(view(470).state()).isEqualTo(SlaState.MET);

    // Wednesday 8:00: ten minutes are left.
    Instant wednesday = START.plus(Duration.ofDays(2));
    sla.follow(TicketStatus.OPEN, TERMS, wednesday);

    assertThat(SlaView.of(sla, wednesday).resolution().dueAt())
        .isEqualTo(wednesday.plus(Duration.ofMinutes(10)));
    assertThat(SlaView.of(sla, wednesday).resolution().doneAt()).isNull();
    assertThat(SlaView.of(sla, wednesday).response().state()).isEqualTo(SlaState.MET);
  }

  @Test
  void resolvingIsAnAnswerToo() {
    sla.follow(TicketStatus.RESOLVED, TERMS, after(30));

    assertThat(view(5_000).response().state()).isEqualTo(SlaState.MET);
    assertThat(view(5_000).state()).isEqualTo(SlaState.MET);
  }

  @Test
  void otherTermsCountWhatWasUsed() {
    sla.retarget(terms(30, 120), TicketStatus.OPEN, after(20));

    assertThat(view(20).response().dueAt()).isEqualTo(after(30));
    assertThat(view(20).resolution().dueAt()).isEqualTo(after(120));
  }

  @Test
  void aBreachIsNotForgottenForOtherTermsNorForAReopening() {
    sla.check(after(600));
    sla.retarget(terms(600, 100_000), TicketStatus.OPEN, after(600));
    sla.follow(TicketStatus.RESOLVED, TERMS, after(601));
    sla.follow(TicketStatus.OPEN, TERMS, after(602));

    assertThat(view(603).state()).isEqualTo(SlaState.BREACHED);
  }

  /** However often it is paused: business time while it ran never exceeds the target unseen. */
  @Test
  void isBreachedExactlyWhenMoreBusinessTimeThanTheTargetHasRun() {
    Random random = new Random(3);
    for (int round = 0; round < 500; round++) {
      TicketSla one = new TicketSla(TERMS, START);
      Instant at = START;
      Duration run = Duration.ZERO;
      boolean running = true;
      for (int step = random.nextInt(8); step >= 0; step--) {
        Instant next = at.plusSeconds(1 + random.nextInt(60_000));
        if (running) {
          run = run.plus(HOURS.between(at, next));
        }
        at = next;
        running = !running;
        one.follow(running ? TicketStatus.OPEN : TicketStatus.PENDING, TERMS, at);
      }
      one.follow(TicketStatus.RESOLVED, TERMS, at);

      boolean late = run.compareTo(Duration.ofMinutes(480)) >= 0;
      assertThat(SlaView.of(one, at).resolution().state())
          .isEqualTo(late ? SlaState.BREACHED : SlaState.MET);
    }
  }
}
