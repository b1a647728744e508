package io.iotcrm.web.customer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iotcrm.domain.customer.AccountDetails;
import io.iotcrm.domain.customer.AccountView;
import io.iotcrm.domain.customer.Extras;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;

/** An account as callers write it. */
public record AccountBody(
    @NotBlank @Size(max = 200) String name,
    @Size(max = 100) String industry,
    @Size(max = 100) String city,
    @Size(max = 50) String phone,
    @Size(max = 300) String website,
    @Size(max = 100) String ownerUsername,
    List<String> tags,
    ObjectNode custom) {

  static AccountBody of(AccountView view) {
    return new AccountBody(
        view.name(),
        view.industry(),
        view.city(),
        view.phone(),
        view.website(),
        view.ownerUsername(),
        view.tags(),
        CustomBody.of(view.custom()));
  }

  AccountDetails details() {
    return new AccountDetails(name, industry, phone, website, city);
  }

  /** What is absent stays as it is; a new record is asked for its required fields. */
  Extras extras(boolean created) {
    return new Extras(tags, CustomBody.text(custom, created));
  }
}
