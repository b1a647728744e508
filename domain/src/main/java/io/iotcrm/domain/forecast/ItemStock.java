package io.iotcrm.domain.forecast;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;

/** How many of an item were counted, and on what terms it is ordered again. */
@Entity
@Table(name = "item_stock")
public class ItemStock {
  @Id
  @Column(name = "item_id")
  private UUID itemId;

  @Column(name = "on_hand")
  private double onHand;

  @Column(name = "counted_at")
  private Instant countedAt;

  private double reserve;

  @Column(name = "lead_days")
  private int leadDays;

  @Column(name = "task_within_days")
  private Integer taskWithinDays;

  @Version private long version;

  protected ItemStock() {}

  public ItemStock(UUID itemId) {
    this.itemId = itemId;
  }

  /**
   * Takes over a count. What is bought after it is taken off.
   *
   * @throws IllegalArgumentException for fewer than none
   */
  public void count(double counted, Instant at, StockTerms terms) {
    if (!Double.isFinite(counted) || counted < 0) {
      throw new IllegalArgumentException("must be a number, 0 at least");
    }
    onHand = counted;
    countedAt = at;
    reserve = terms.reserve();
    leadDays = terms.leadDays();
    taskWithinDays = terms.taskWithinDays();
  }

  public UUID getItemId() {
    return itemId;
  }

  public double getOnHand() {
    return onHand;
  }

  public Instant getCountedAt() {
    return countedAt;
  }

  public StockTerms getTerms() {
    return new StockTerms(reserve, leadDays, taskWithinDays);
  }

  public long getVersion() {
    return version;
  }
}
