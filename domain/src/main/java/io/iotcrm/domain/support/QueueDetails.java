package io.iotcrm.domain.support;

import java.util.List;

/**
 * A queue as people write it.
 *
 * @param assignment MANUAL where it is null
 * @param standard whether it takes the tickets that name no queue; at most one does
 * @param members user names
 */
public record QueueDetails(
    String name,
    String description,
    QueueAssignment assignment,
    boolean standard,
    List<String> members) {
  public QueueDetails {
    members = members == null ? List.of() : List.copyOf(members);
  }
}
