package io.iotcrm.domain.support;

import java.io.Serializable;
import java.util.List;
import java.util.UUID;

/**
 * A queue as lists and pages show it.
 *
 * @param members user names, in order
 * @param openTickets how many wait or are worked on; null: not told to who may not read all tickets
 */
public record QueueView(
    UUID id,
    String name,
    String description,
    QueueAssignment assignment,
    boolean standard,
    List<String> members,
    Long openTickets,
    long version)
    implements Serializable {

  public static QueueView of(SupportQueue queue, List<String> members, Long openTickets) {
    return new QueueView(
        queue.getId(),
        queue.getName(),
        queue.getDescription(),
        queue.getAssignment(),
        queue.isStandard(),
        List.copyOf(members),
        openTickets,
        queue.getVersion());
  }
}
