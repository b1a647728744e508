package io.iotcrm.domain.recommendation;

import io.iotcrm.domain.platform.Ids;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/** Something that can be offered to a customer. */
@Entity
@Table(name = "item")
public class Item {
  @Id private UUID id;

  @Column(insertable = false, updatable = false)
  private int no;

  private String sku;
  private String name;
  private String category;
  private String shelf;

  @Column(name = "price_amount")
  private BigDecimal priceAmount;

  @Column(name = "price_currency")
  private String priceCurrency;

  @Column(name = "in_stock")
  private boolean inStock = true;

  @Column(name = "created_at")
  private Instant createdAt;

  @Version private long version;

  protected Item() {}

  /**
   * @param shelf the place in a shop where it stands, the zone that beacons report; may be null
   */
  public Item(String sku, String name, String category, String shelf) {
    if (sku == null || sku.isBlank() || name == null || name.isBlank()) {
      throw new IllegalArgumentException("an item needs an SKU and a name");
    }
    this.id = Ids.next();
    this.sku = sku;
    this.createdAt = Instant.now();
    describe(name, category, shelf);
  }

  public final void describe(String newName, String newCategory, String newShelf) {
    name = newName;
    category = newCategory == null ? "" : newCategory;
    shelf = newShelf;
  }

  /**
   * @param currency ISO 4217 code
   */
  public void price(BigDecimal amount, String currency) {
    priceAmount = amount;
    priceCurrency = currency;
  }

  public void stock(boolean available) {
    inStock = available;
  }

  public UUID getId() {
    return id;
  }

  public int getNo() {
    return no;
  }

  public String getSku() {
    return sku;
  }

  public String getName() {
    return name;
  }

  public String getCategory() {
    return category;
  }

  public String getShelf() {
    return shelf;
  }

  public BigDecimal getPriceAmount() {
    return priceAmount;
  }

  public String getPriceCurrency() {
    return priceCurrency;
  }

  public boolean isInStock() {
    return inStock;
  }

  public long getVersion() {
    return version;
  }
}
