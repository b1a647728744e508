package io.iotcrm.web.marketing;

import io.iotcrm.domain.marketing.CampaignView;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** A campaign as callers write it; running unless it says otherwise. */
public record CampaignBody(
    @NotBlank @Size(max = 200) String name,
    @Size(max = 2_000) String description,
    Boolean running) {
  static CampaignBody of(CampaignView view) {
    return new CampaignBody(view.name(), view.description(), view.running());
  }

  boolean isOn() {
    return running == null || running;
  }
}
