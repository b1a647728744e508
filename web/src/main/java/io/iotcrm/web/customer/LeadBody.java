package io.iotcrm.web.customer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iotcrm.domain.customer.Extras;
import io.iotcrm.domain.customer.LeadDetails;
import io.iotcrm.domain.customer.LeadSource;
import io.iotcrm.domain.customer.LeadStatus;
import io.iotcrm.domain.customer.LeadView;
import io.iotcrm.ejb.platform.Records;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * A lead as callers write it; NEW and from somewhere unless it says otherwise.
 *
 * @param lostReason with DISQUALIFIED
 */
public record LeadBody(
    @Size(max = 100) String firstName,
    @Size(max = 100) String lastName,
    @Size(max = 200) String company,
    @Size(max = 100) String jobTitle,
    @Email @Size(max = 254) String email,
    @Size(max = 50) String phone,
    @Size(max = 300) String website,
    @Size(max = 100) String city,
    LeadSource source,
    LeadStatus status,
    @Size(max = 10_000) String note,
    @Size(max = 500) String lostReason,
    @Size(max = 100) String ownerUsername,
    List<String> tags,
    ObjectNode custom) {

  static LeadBody of(LeadView view) {
    return new LeadBody(
        view.firstName(),
        view.lastName(),
        view.company(),
        view.jobTitle(),
        view.email(),
        view.phone(),
        view.website(),
        view.city(),
        view.source(),
        view.status(),
        view.note(),
        view.lostReason(),
        view.ownerUsername(),
        view.tags(),
        CustomBody.of(view.custom()));
  }

  LeadDetails details() {
    return Records.checked(
        "/lastName",
        () ->
            new LeadDetails(
                firstName, lastName, company, jobTitle, email, phone, website, city, source, note));
  }

  /** What is absent stays as it is; a new record is asked for its required fields. */
  Extras extras(boolean created) {
    return new Extras(tags, CustomBody.text(custom, created));
  }
}
