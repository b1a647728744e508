package io.iotcrm.ejb.hubspot;

import static io.iotcrm.domain.platform.JsonProcessing.JSON;

import io.iotcrm.ejb.platform.Outbox;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Finds contacts whose record for HubSpot has changed, and queues them.
 *
 * <p>The outbox row holds the contact's id only: what is sent is read when it is sent, so that it
 * is the newest and no consent that was withdrawn meanwhile is overlooked. A contact that waits
 * already is not queued again, however long HubSpot is away.
 */
@Stateless
@PermitAll
public class HubSpotExport {
  static final String KIND = "HUBSPOT_CONTACTS";
  private static final int PART = 200;

  @Resource(lookup = "jdbc/iotcrm")
  private DataSource database;

  @Inject private CrmContacts contacts;
  @Inject private HubSpotSettings settings;
  @Inject private HubSpotRecords records;
  @Inject private Outbox outbox;

  /** One part of the way through the contacts. */
  public record Part(UUID last, int looked, int queued) {}

  public long sharingContacts() {
    return contacts.count();
  }

  /** Looks at the next contacts after an id, in a transaction of its own. */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public Part exportAfter(UUID last, UUID runId) {
    List<UUID> ids = contacts.idsAfter(last, PART);
    if (ids.isEmpty()) {
      return new Part(last, 0, 0);
    }
    HubSpotPayload payload = settings.payload();
    Map<UUID, String> known = hashes(ids);
    int queued = 0;
    for (CrmContact contact : contacts.read(ids)) {
      String hash = payload.hash(contact);
      if (!hash.equals(known.get(contact.id())) && wait(contact.id())) {
        String body =
            JSON.createObjectBuilder().add("contactId", contact.id().toString()).build().toString();
        outbox.add(KIND, body, "hubspot/" + contact.id() + "/" + runId);
        queued++;
      }
    }
    return new Part(ids.get(ids.size() - 1), ids.size(), queued);
  }

  public void clearOldRequests() {
    records.clearOldRequests();
  }

  /**
   * What was last sent, by contact. What was only recorded counts as unsent once there is a token.
   */
  private Map<UUID, String> hashes(List<UUID> ids) {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "select contact_id, payload_hash from hubspot_contact"
                    + " where contact_id = any(?::uuid[]) and (state <> 'RECORDED' or ?)")) {
      select.setArray(
          1, connection.createArrayOf("text", ids.stream().map(UUID::toString).toArray()));
      select.setBoolean(2, settings.token().isEmpty());
      Map<UUID, String> hashes = new HashMap<>();
      try (ResultSet r = select.executeQuery()) {
        while (r.next()) {
          hashes.put(r.getObject(1, UUID.class), r.getString(2));
        }
      }
      return hashes;
    } catch (SQLException e) {
      throw new IllegalStateException("the state of the HubSpot sync could not be read", e);
    }
  }

  /** False when the contact waits already. After a day its outbox row is taken for lost. */
  private boolean wait(UUID contact) {
    try (Connection connection = database.getConnection();
        PreparedStatement upsert =
            connection.prepareStatement(
                "insert into hubspot_contact (contact_id, state, waiting_since)"
                    + " values (?, 'WAITING', now()) on conflict (contact_id) do update"
                    + " set state = 'WAITING', waiting_since = now()"
                    + " where hubspot_contact.state <> 'WAITING'"
                    + " or hubspot_contact.waiting_since < now() - interval '1 day'")) {
      upsert.setObject(1, contact);
      return upsert.executeUpdate() == 1;
    } catch (SQLException e) {
      throw new IllegalStateException("the state of the HubSpot sync could not be written", e);
    }
  }
}
