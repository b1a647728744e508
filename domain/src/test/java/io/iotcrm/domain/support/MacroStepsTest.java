package io.iotcrm.domain.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MacroStepsTest {
  private static final TicketView OPEN = ticket();

  private static TicketView ticket() {
    Ticket ticket = new Ticket("Too warm", null, Priority.NORMAL, null, null);
    ticket.tag(new TicketTags(List.of("new", "cold")));
    return TicketView.of(ticket);
  }

  private static MacroSteps steps(String text) {
    return new MacroSteps(
        text,
        false,
        TicketStatus.PENDING,
        Priority.HIGH,
        List.of("Asked"),
        List.of("new"),
        UUID.randomUUID(),
        MacroSteps.ME);
  }

  @Test
  void fillsInItsText() {
    assertThat(
            steps("Dear {contact.name}, about #{ticket.number}")
                .render(Map.of("contact.name", "Ilona", "ticket.number", 7L)::get))
        .isEqualTo("Dear Ilona, about #7");
  }

  @Test
  void changesWhatItSaysAndLeavesTheRest() {
    MacroSteps steps = steps(null);
    TicketDetails then = steps.applied(OPEN, "sam");

    assertThat(then.status()).isEqualTo(TicketStatus.PENDING);
    assertThat(then.priority()).isEqualTo(Priority.HIGH);
    assertThat(then.tags()).containsExactly("asked", "cold");
    assertThat(then.assigneeUsername()).isEqualTo("sam");
    assertThat(then.queueId()).isEqualTo(steps.queueId());
    assertThat(then.subject()).isEqualTo("Too warm");
    assertThat(steps.changes(OPEN, "sam", "Cold chain"))
        .containsExactly(
            "status NEW to PENDING",
            "priority NORMAL to HIGH",
            "assigned to sam",
            "queue Cold chain",
            "tags asked cold");
  }

  @Test
  void isKeptAsJson() {
    MacroSteps steps = steps("Hello");

    assertThat(MacroSteps.fromJson(steps.toJson())).isEqualTo(steps);
  }

  @Test
  void refusesWhatDoesNothingOrNamesWhatThereIsNot() {
    assertThatThrownBy(() -> new MacroSteps(" ", true, null, null, null, null, null, null))
        .hasMessageContaining("a text or a change");
    assertThatThrownBy(() -> steps("Dear {contact.salary}"))
        .hasMessageContaining("{contact.salary}");
  }
}
