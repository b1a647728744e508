package io.iotcrm.ejb.recommendation;

import io.iotcrm.domain.recommendation.NewInteraction;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;

/** Finds items by id, SKU and shelf, many at once. */
@ApplicationScoped
public class ItemFinder {
  @Resource(lookup = "jdbc/iotcrm")
  private DataSource database;

  /** What an offer says of an item. */
  record Card(
      UUID id,
      String sku,
      String name,
      String category,
      BigDecimal price,
      String currency,
      boolean inStock) {}

  /** The items that interactions named. */
  record Found(Map<UUID, UUID> byId, Map<String, UUID> bySku, Map<String, List<UUID>> byShelf) {
    List<UUID> of(NewInteraction interaction) {
      if (interaction.shelf() != null) {
        return byShelf.getOrDefault(interaction.shelf(), List.of());
      }
      UUID item =
          interaction.sku() == null ? byId.get(interaction.itemId()) : bySku.get(interaction.sku());
      return item == null ? List.of() : List.of(item);
    }
  }

  static String missing(NewInteraction interaction) {
    if (interaction.shelf() != null) {
      return "no item stands at shelf " + interaction.shelf();
    }
    return interaction.sku() == null
        ? "there is no item " + interaction.itemId()
        : "there is no item with SKU " + interaction.sku();
  }

  Found find(Collection<NewInteraction> interactions) {
    Object[] ids = texts(interactions.stream().map(NewInteraction::itemId).toArray());
    Object[] skus = texts(interactions.stream().map(NewInteraction::sku).toArray());
    Object[] shelves = texts(interactions.stream().map(NewInteraction::shelf).toArray());
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select id, sku, shelf from item where id = any(?::uuid[]) or sku = any(?)"
                    + " or shelf = any(?) order by id")) {
      select.setArray(1, connection.createArrayOf("text", ids));
      select.setArray(2, connection.createArrayOf("text", skus));
      select.setArray(3, connection.createArrayOf("text", shelves));
      Found found = new Found(new HashMap<>(), new HashMap<>(), new HashMap<>());
      try (ResultSet r = select.executeQuery()) {
        while (r.next()) {
          UUID id = r.getObject(1, UUID.class);
          found.byId().put(id, id);
          found.bySku().put(r.getString(2), id);
          if (r.getString(3) != null) {
            found.byShelf().computeIfAbsent(r.getString(3), s -> new ArrayList<>()).add(id);
          }
        }
      }
      return found;
    } catch (SQLException e) {
      throw new StoreException("items could not be read", e);
    }
  }

  Map<UUID, Card> cards(Collection<UUID> items) {
    return query("where id = any(?::uuid[])", texts(items.toArray()));
  }

  /**
   * What most contacts took to in the last 30 days, else what came in last; for the time before any
   * model.
   */
  List<Card> popular(int n, Collection<UUID> without) {
    return new ArrayList<>(
        query(
                "left join (select item_id, count(distinct contact_id) contacts from interaction"
                    + " where at > now() - interval '30 days' and weight > 0 group by item_id) p"
                    + " on p.item_id = item.id where in_stock and not id = any(?::uuid[])"
                    + " order by coalesce(p.contacts, 0) desc, no desc limit "
                    + n,
                texts(without.toArray()))
            .values());
  }

  private Map<UUID, Card> query(String rest, Object[] ids) {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select id, sku, name, category, price_amount, price_currency, in_stock from item "
                    + rest)) {
      Array array = connection.createArrayOf("text", ids);
      select.setArray(1, array);
      Map<UUID, Card> cards = new java.util.LinkedHashMap<>();
      try (ResultSet r = select.executeQuery()) {
        while (r.next()) {
          Card card =
              new Card(
                  r.getObject(1, UUID.class),
                  r.getString(2),
                  r.getString(3),
                  r.getString(4),
                  r.getBigDecimal(5),
                  r.getString(6),
                  r.getBoolean(7));
          cards.put(card.id(), card);
        }
      }
      return cards;
    } catch (SQLException e) {
      throw new StoreException("items could not be read", e);
    }
  }

  private static Object[] texts(Object[] values) {
    return java.util.Arrays.stream(values).filter(Objects::nonNull).map(Object::toString).toArray();
  }
}
