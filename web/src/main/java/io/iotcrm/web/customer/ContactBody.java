package io.iotcrm.web.customer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iotcrm.domain.customer.Consents;
import io.iotcrm.domain.customer.ContactDetails;
import io.iotcrm.domain.customer.ContactView;
import io.iotcrm.domain.customer.Extras;
import io.iotcrm.ejb.platform.Records;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;

/** A contact as callers write it. Consents that are not given are refused. */
public record ContactBody(
    UUID accountId,
    @Size(min = 1, max = 100) String externalId,
    @Size(max = 100) String firstName,
    @Size(max = 100) String lastName,
    @Email @Size(max = 254) String email,
    @Size(max = 50) String phone,
    @Size(max = 40) String tier,
    ConsentsBody consents,
    @Size(max = 100) String ownerUsername,
    List<String> tags,
    ObjectNode custom) {

  static ContactBody of(ContactView view) {
    return new ContactBody(
        view.accountId(),
        view.externalId(),
        view.firstName(),
        view.lastName(),
        view.email(),
        view.phone(),
        view.tier(),
        ConsentsBody.of(view.consents()),
        view.ownerUsername(),
        view.tags(),
        CustomBody.of(view.custom()));
  }

  Consents agreed() {
    return consents == null ? Consents.NONE : consents.consents();
  }

  ContactDetails details() {
    return Records.checked(
        "/lastName", () -> new ContactDetails(externalId, firstName, lastName, email, phone, tier));
  }

  /** What is absent stays as it is; a new record is asked for its required fields. */
  Extras extras(boolean created) {
    return new Extras(tags, CustomBody.text(custom, created));
  }
}
