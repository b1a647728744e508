package io.iotcrm.domain.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class CommandTest {
  private static final Instant T = Instant.parse("2026-03-01T12:00:00Z");

  private static Command command(CommandOptions options) {
    Command command = new Command("d", "reboot", "{}", "sam", null, T.plusSeconds(3_600), "k");
    command.travels(options);
    return command;
  }

  @Test
  void aOneWayCommandIsOverWhenItIsDelivered() {
    Command command = command(new CommandOptions(true, true, null, null));
    command.sent(T);
    command.delivered(T.plusSeconds(1));

    assertThat(command.getState()).isEqualTo(CommandState.DELIVERED);
    assertThat(command.isOver()).isTrue();
    assertThat(command.answered(true, "{}", null, T.plusSeconds(2))).isFalse();
    command.expire(T.plusSeconds(4_000));
    assertThat(command.getState()).isEqualTo(CommandState.DELIVERED);
  }

  @Test
  void aTwoWayCommandWaitsForItsAnswerAfterDelivery() {
    Command command = command(CommandOptions.USUAL);
    command.sent(T);
    command.delivered(T.plusSeconds(1));

    assertThat(command.isOver()).isFalse();
    assertThat(command.answered(true, "{}", null, T.plusSeconds(2))).isTrue();
    assertThat(command.getState()).isEqualTo(CommandState.SUCCEEDED);
  }

  @Test
  void saysWhetherItWasTheDeliveryOrTheAnswerThatTimedOut() {
    Command undelivered = command(new CommandOptions(false, false, null, null));
    undelivered.sent(T);
    undelivered.timeOut(T.plusSeconds(20));
    Command unanswered = command(new CommandOptions(false, true, 5, null));
    unanswered.sent(T);
    unanswered.delivered(T.plusSeconds(1));
    unanswered.timeOut(T.plusSeconds(6));

    assertThat(undelivered.getError()).isEqualTo("not delivered within 20 s");
    assertThat(unanswered.getError()).isEqualTo("no answer within 5 s");
    assertThat(unanswered.answered(true, "{}", null, T.plusSeconds(7))).isFalse();
  }

  @Test
  void isTakenBackOnlyBeforeItIsSent() {
    Command waiting = command(CommandOptions.USUAL);
    Command sent = command(CommandOptions.USUAL);
    sent.sent(T);

    assertThat(waiting.cancel(T)).isTrue();
    assertThat(sent.cancel(T)).isFalse();
    assertThat(waiting.getState()).isEqualTo(CommandState.CANCELLED);
    assertThat(waiting.isOver()).isTrue();
  }

  @Test
  void whoTakesItBackInTheMomentOfSendingIsTooLate() {
    Command command = command(CommandOptions.USUAL);
    command.cancel(T);

    command.sent(T);

    assertThat(command.getState()).isEqualTo(CommandState.SENT);
    assertThat(command.isOver()).isFalse();
  }

  @Test
  void aTimeOutIsASecondToADay() {
    assertThatThrownBy(() -> new CommandOptions(false, true, 0, null))
        .hasMessageContaining("1 to 86,400");
  }
}
