package io.iotcrm.domain.sales;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TaskTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  private final Task task = new Task("Call the cafe", "About the fridge", NOON, null);

  @Test
  void repeatsOnItsOwnDaysAndIsRemindedOfAsEarly() {
    task.plan(new TaskPlan(TaskKind.CALL, null, NOON.minus(Duration.ofHours(2)), 7), null);

    Task next = task.next(7, NOON.plus(Duration.ofDays(1)));

    assertThat(next.getDueAt()).isEqualTo(NOON.plus(Duration.ofDays(7)));
    assertThat(next.getRemindAt()).isEqualTo(next.getDueAt().minus(Duration.ofHours(2)));
    assertThat(next.getKind()).isEqualTo(TaskKind.CALL);
    assertThat(next.getRepeatDays()).isEqualTo(7);
    assertThat(next.getDescription()).isEqualTo("About the fridge");
  }

  @Test
  void isNeverDueInThePastAfterALateCompletion() {
    Instant late = NOON.plus(Duration.ofDays(30));
    assertThat(task.next(7, late).getDueAt()).isEqualTo(late.plus(Duration.ofDays(7)));
  }

  @Test
  void isFollowedByWhatWasWanted() {
    Task next = task.followUp(new FollowUp("Send the offer", TaskKind.EMAIL, 3), NOON);
    assertThat(next.getSubject()).isEqualTo("Send the offer");
    assertThat(next.getKind()).isEqualTo(TaskKind.EMAIL);
    assertThat(next.getDueAt()).isEqualTo(NOON.plus(Duration.ofDays(3)));
    assertThat(task.followUp(new FollowUp(null, null, 1), NOON).getSubject())
        .isEqualTo("Call the cafe");
  }

  @Test
  void isRemindedOfAgainAtAnotherTime() {
    task.plan(new TaskPlan(null, null, NOON, null), null);
    task.reminded(NOON);
    task.plan(new TaskPlan(null, null, NOON, null), null);
    assertThat(task.getRemindedAt()).isEqualTo(NOON);

    task.plan(new TaskPlan(null, null, NOON.plusSeconds(60), null), null);
    assertThat(task.getRemindedAt()).isNull();
  }

  @Test
  void refusesNonsense() {
    assertThatThrownBy(() -> new FollowUp(null, null, 0)).hasMessageContaining("1 to 366");
    assertThatThrownBy(() -> new TaskPlan(null, null, null, 400)).hasMessageContaining("1 to 366");
  }
}
