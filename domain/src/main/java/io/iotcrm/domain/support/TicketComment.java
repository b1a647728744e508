package io.iotcrm.domain.support;

import io.iotcrm.domain.platform.Ids;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** What somebody wrote on a ticket: for the customer, or (internal) for colleagues only. */
@Entity
@Table(name = "ticket_comment")
public class TicketComment {
  @Id private UUID id;

  @ManyToOne(fetch = FetchType.LAZY, optional = false)
  @JoinColumn(name = "ticket_id")
  private Ticket ticket;

  private String author;
  private String body;
  private boolean internal;

  @Column(name = "created_at")
  private Instant createdAt;

  protected TicketComment() {}

  public TicketComment(Ticket ticket, String author, String body, boolean internal) {
    if (body == null || body.isBlank() || body.length() > 10_000) {
      throw new IllegalArgumentException("a comment must have 1 to 10,000 characters");
    }
    this.id = Ids.next();
    this.ticket = ticket;
    this.author = author;
    this.body = body;
    this.internal = internal;
    this.createdAt = Instant.now();
  }

  public UUID getId() {
    return id;
  }

  public String getAuthor() {
    return author;
  }

  public String getBody() {
    return body;
  }

  public boolean isInternal() {
    return internal;
  }

  public Instant getCreatedAt() {
    return createdAt;
  }
}
