package io.iotcrm.web.sales;

import io.iotcrm.domain.sales.LossReasonView;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** A loss reason as callers write it. */
public record LossReasonBody(@NotBlank @Size(max = 100) String name, Boolean retired) {
  static LossReasonBody of(LossReasonView view) {
    return new LossReasonBody(view.name(), view.retired());
  }

  boolean isOutOfUse() {
    return Boolean.TRUE.equals(retired);
  }
}
