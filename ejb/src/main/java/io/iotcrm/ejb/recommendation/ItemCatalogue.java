package io.iotcrm.ejb.recommendation;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.RecordNotFoundException;
import io.iotcrm.domain.recommendation.Item;
import io.iotcrm.domain.recommendation.ItemDetails;
import io.iotcrm.domain.recommendation.ItemQuery;
import io.iotcrm.domain.recommendation.ItemView;
import io.iotcrm.ejb.platform.ListQuery;
import io.iotcrm.ejb.platform.Records;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;
import java.util.UUID;

/** What can be offered to customers. */
@Stateless
public class ItemCatalogue {
  private static final String ITEM = "item";

  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private Records records;

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public Page<ItemView> list(ItemQuery query) {
    ListQuery<Item> list =
        ListQuery.of(em, Item.class, "select i from Item i", query.page())
            .search(query.q(), "i.sku", "i.name")
            .filter("i.category = ?", query.category())
            .filter("i.shelf = ?", query.shelf())
            .filter("i.inStock = ?", query.inStock());
    return list.inOrderOf("i.sku", Item::getSku, ItemView::of);
  }

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public ItemView get(UUID id) {
    return ItemView.of(records.find(Item.class, ITEM, id));
  }

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public ItemView bySku(String sku) {
    return find(sku).map(ItemView::of).orElseThrow(() -> new RecordNotFoundException(ITEM, sku));
  }

  @RolesAllowed({ADMIN, MARKETING, INTEGRATOR})
  public ItemView create(ItemDetails details) {
    records.requireFree(ITEM, "select i.id from Item i where i.sku = ?1", details.sku(), null);
    Item item =
        Records.checked(
            "/sku",
            () -> new Item(details.sku(), details.name(), details.category(), details.shelf()));
    apply(item, details);
    em.persist(item);
    records.save("create", ITEM, details.sku());
    return ItemView.of(item);
  }

  /** Replaces everything but the SKU of the item that was read at the expected version. */
  @RolesAllowed({ADMIN, MARKETING, INTEGRATOR})
  public ItemView update(UUID id, ItemDetails details, long expected) {
    Item item = records.find(Item.class, ITEM, id, expected, Item::getVersion);
    if (!item.getSku().equals(details.sku())) {
      throw new InvalidInputException("/sku", "cannot be changed; make another item instead");
    }
    item.describe(details.name(), details.category(), details.shelf());
    apply(item, details);
    records.save("update", ITEM, details.sku());
    return ItemView.of(item);
  }

  private static void apply(Item item, ItemDetails details) {
    if (details.price() == null) {
      item.price(null, null);
    } else {
      item.price(details.price().amount(), details.price().currency());
    }
    item.stock(details.inStock());
  }

  private Optional<Item> find(String sku) {
    return em.createQuery("select i from Item i where i.sku = ?1", Item.class)
        .setParameter(1, sku)
        .getResultStream()
        .findFirst();
  }
}
