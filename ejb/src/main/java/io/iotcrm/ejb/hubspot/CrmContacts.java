package io.iotcrm.ejb.hubspot;

import io.iotcrm.domain.recommendation.Offer;
import io.iotcrm.ejb.recommendation.OfferLookup;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Reads contacts as another CRM is to know them: only those who agreed to sharing and have an
 * e-mail.
 */
@ApplicationScoped
public class CrmContacts {
  // Two contacts with one e-mail would overwrite each other for ever; the older one is shared.
  private static final String SHARED =
      "c.sharing_consent and coalesce(c.email, '') <> '' and not exists (select 1 from contact o"
          + " where lower(o.email) = lower(c.email) and o.sharing_consent and o.id < c.id)";

  @Resource(lookup = "jdbc/iotcrm")
  private DataSource database;

  @Inject private OfferLookup offers;

  long count() {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement("select count(*) from contact c where " + SHARED);
        ResultSet r = select.executeQuery()) {
      r.next();
      return r.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException("contacts to share could not be counted", e);
    }
  }

  List<UUID> idsAfter(UUID last, int limit) {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select c.id from contact c where c.id > ? and "
                    + SHARED
                    + " order by c.id limit ?")) {
      select.setObject(1, last);
      select.setInt(2, limit);
      List<UUID> ids = new ArrayList<>();
      try (ResultSet r = select.executeQuery()) {
        while (r.next()) {
          ids.add(r.getObject(1, UUID.class));
        }
      }
      return ids;
    } catch (SQLException e) {
      throw new IllegalStateException("contacts to share could not be read", e);
    }
  }

  /** Of the given contacts those that may be shared now, as they are now. */
  List<CrmContact> read(Collection<UUID> ids) {
    Map<UUID, List<Offer>> best = offers.offersOfConsenting(ids, 1);
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select c.id, c.external_id, c.email, c.first_name, c.last_name,"
                    + " (select (max(i.at) at time zone 'UTC')::date from interaction i"
                    + " where i.contact_id = c.id and c.profiling_consent)"
                    + " from contact c where c.id = any(?::uuid[]) and "
                    + SHARED
                    + " order by c.id")) {
      select.setArray(
          1, connection.createArrayOf("text", ids.stream().map(UUID::toString).toArray()));
      List<CrmContact> contacts = new ArrayList<>();
      try (ResultSet r = select.executeQuery()) {
        while (r.next()) {
          UUID id = r.getObject(1, UUID.class);
          List<Offer> own = best.getOrDefault(id, List.of());
          Date day = r.getDate(6);
          contacts.add(
              new CrmContact(
                  id,
                  r.getString(2),
                  r.getString(3),
                  r.getString(4),
                  r.getString(5),
                  own.isEmpty() ? "" : own.get(0).name(),
                  own.isEmpty() ? "" : own.get(0).reason(),
                  day == null ? null : day.toLocalDate()));
        }
      }
      return contacts;
    } catch (SQLException e) {
      throw new IllegalStateException("contacts to share could not be read", e);
    }
  }
}
