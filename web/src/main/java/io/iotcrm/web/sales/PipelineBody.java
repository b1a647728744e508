package io.iotcrm.web.sales;

import io.iotcrm.domain.sales.PipelineView;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/**
 * A pipeline as callers write it.
 *
 * @param isDefault true: deals that name no pipeline go here; to change that, make another one the
 *     default
 */
public record PipelineBody(@NotBlank @Size(max = 60) String name, Boolean isDefault) {
  static PipelineBody of(PipelineView view) {
    return new PipelineBody(view.name(), view.isDefault());
  }

  boolean byDefault() {
    return Boolean.TRUE.equals(isDefault);
  }
}
