package io.iotcrm.web.customer;

import io.iotcrm.domain.customer.AccountDetails;
import io.iotcrm.domain.customer.AccountView;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** An account as callers write it. */
public record AccountBody(
    @NotBlank @Size(max = 200) String name,
    @Size(max = 100) String industry,
    @Size(max = 100) String city,
    @Size(max = 50) String phone,
    @Size(max = 300) String website,
    @Size(max = 100) String ownerUsername) {

  static AccountBody of(AccountView view) {
    return new AccountBody(
        view.name(),
        view.industry(),
        view.city(),
        view.phone(),
        view.website(),
        view.ownerUsername());
  }

  AccountDetails details() {
    return new AccountDetails(name, industry, phone, website, city);
  }
}
