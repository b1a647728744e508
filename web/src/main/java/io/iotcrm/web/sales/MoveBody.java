package io.iotcrm.web.sales;

import io.iotcrm.domain.sales.StageMove;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** Where a deal is to go; to a stage for lost with the reason. */
public record MoveBody(
    @Size(max = 100) String pipeline,
    @NotBlank @Size(max = 100) String stage,
    @Size(max = 100) String lostReason,
    @Size(max = 200) String competitor,
    @Size(max = 2000) String lostNote) {
  StageMove move() {
    return new StageMove(pipeline, stage, lostReason, competitor, lostNote);
  }
}
