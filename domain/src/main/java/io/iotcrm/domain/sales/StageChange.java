package io.iotcrm.domain.sales;

import io.iotcrm.domain.platform.Ids;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A deal's coming to a stage, with what the deal was worth then. Never changed; removed only where
 * the move is undone at once.
 */
@Entity
@Table(name = "deal_stage_change")
public class StageChange {
  private static final double DAY = Duration.ofDays(1).toMillis();

  @Id private UUID id;

  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "deal_id")
  private Deal deal;

  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "from_stage")
  private Stage from;

  @Column(name = "from_since")
  private Instant fromSince;

  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "to_stage")
  private Stage to;

  private Instant at;
  private String actor;
  private BigDecimal amount;
  private String currency;

  @Column(name = "close_on")
  private LocalDate closeOn;

  protected StageChange() {}

  /**
   * Of a deal that is in its new stage already.
   *
   * @param from where it was; null for a new deal
   * @param fromSince since when; null for a new deal
   */
  public StageChange(Deal deal, Stage from, Instant fromSince, String actor) {
    this.id = Ids.next();
    this.deal = deal;
    this.from = from;
    this.fromSince = fromSince;
    this.to = deal.getStage();
    this.at = deal.getStageSince();
    this.actor = actor;
    this.amount = deal.getAmount();
    this.currency = deal.getCurrency();
    this.closeOn = deal.getCloseOn();
  }

  /** Whether it is the last move of a person, made not longer ago than that. */
  public boolean mayBeUndone(String person, Duration limit, Instant now) {
    return from != null
        && !from.isRetired()
        && actor.equals(person)
        && at.isAfter(now.minus(limit));
  }

  public StageChangeView view() {
    return new StageChangeView(
        from == null ? null : from.getName(),
        to.getName(),
        to.getKind(),
        to.getColour(),
        at,
        actor,
        fromSince == null ? null : Duration.between(fromSince, at).toMillis() / DAY,
        amount,
        currency);
  }

  public UUID getId() {
    return id;
  }

  public Deal getDeal() {
    return deal;
  }

  public Stage getFrom() {
    return from;
  }

  public Instant getFromSince() {
    return fromSince;
  }

  public Instant getAt() {
    return at;
  }
}
