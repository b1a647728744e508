package io.iotcrm.web.support;

import io.iotcrm.domain.support.QueueAssignment;
import io.iotcrm.domain.support.QueueDetails;
import io.iotcrm.domain.support.QueueView;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;

/** A queue as callers write it; members are user names. */
public record QueueBody(
    @NotBlank @Size(max = 100) String name,
    @Size(max = 2_000) String description,
    QueueAssignment assignment,
    Boolean standard,
    @Size(max = 500) List<@NotBlank @Size(max = 100) String> members) {

  static QueueBody of(QueueView view) {
    return new QueueBody(
        view.name(), view.description(), view.assignment(), view.standard(), view.members());
  }

  QueueDetails details() {
    return new QueueDetails(name, description, assignment, standard != null && standard, members);
  }
}
