package io.iotcrm.web.sales;

import io.iotcrm.domain.sales.FollowUp;
import io.iotcrm.domain.sales.TaskKind;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** What is to follow a task that is done; may be left out. */
public record CompleteBody(@Valid Next followUp) {
  /**
   * @param subject that of the task that is done unless it says otherwise
   * @param days due so many days from now
   */
  public record Next(
      @Size(max = 300) String subject, TaskKind kind, @NotNull @Min(1) @Max(366) Integer days) {}

  FollowUp next() {
    return followUp == null
        ? null
        : new FollowUp(followUp.subject(), followUp.kind(), followUp.days());
  }
}
