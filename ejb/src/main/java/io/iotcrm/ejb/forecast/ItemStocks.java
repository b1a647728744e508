package io.iotcrm.ejb.forecast;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.forecast.ItemStock;
import io.iotcrm.domain.forecast.ItemStockView;
import io.iotcrm.domain.forecast.StockTerms;
import io.iotcrm.domain.recommendation.Item;
import io.iotcrm.ejb.platform.Records;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.UUID;

/** Counts of items. */
@Stateless
public class ItemStocks {
  private static final String STOCK = "item stock";

  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private Records records;

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public ItemStockView get(UUID itemId) {
    return ItemStockView.of(records.find(ItemStock.class, STOCK, itemId));
  }

  /** Takes over a count that was made now; the last one wins. */
  @RolesAllowed({ADMIN, MARKETING, INTEGRATOR})
  public ItemStockView count(UUID itemId, double onHand, StockTerms terms) {
    records.find(Item.class, "item", itemId);
    ItemStock stock = em.find(ItemStock.class, itemId);
    boolean known = stock != null;
    ItemStock counted = known ? stock : new ItemStock(itemId);
    Records.checked(
        "/onHand",
        () -> {
          counted.count(onHand, Instant.now(), terms);
          return counted;
        });
    if (!known) {
      em.persist(counted);
    }
    records.save(known ? "update" : "create", STOCK, itemId);
    return ItemStockView.of(counted);
  }
}
