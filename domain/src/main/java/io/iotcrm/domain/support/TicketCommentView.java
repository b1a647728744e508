package io.iotcrm.domain.support;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/** What somebody wrote on a ticket. */
public record TicketCommentView(
    UUID id, String author, String body, boolean internal, Instant createdAt)
    implements Serializable {

  public static TicketCommentView of(TicketComment comment) {
    return new TicketCommentView(
        comment.getId(),
        comment.getAuthor(),
        comment.getBody(),
        comment.isInternal(),
        comment.getCreatedAt());
  }
}
