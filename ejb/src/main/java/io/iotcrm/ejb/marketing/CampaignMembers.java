package io.iotcrm.ejb.marketing;

import io.iotcrm.ejb.platform.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/** Who is in a campaign. */
@ApplicationScoped
public class CampaignMembers {
  private final Database database;

  /** For the container. */
  protected CampaignMembers() {
    this(null);
  }

  @Inject
  public CampaignMembers(Database database) {
    this.database = database;
  }

  /**
   * Enters a contact within the caller's transaction, where that person agreed to marketing and the
   * campaign is running; once is enough.
   *
   * @param source a user name or {@code rule/ID}
   * @param alarmId may be null
   * @return whether the contact was not in it before, and is now
   */
  public boolean enter(UUID campaignId, UUID contactId, String source, UUID alarmId)
      throws SQLException {
    String sql =
        """
        insert into campaign_member (campaign_id, contact_id, source, alarm_id)
        select k.id, c.id, ?, ? from campaign k, contact c
         where k.id = ? and k.running and c.id = ? and c.marketing_consent
        on conflict do nothing
        """;
    return database.call(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, source);
            statement.setObject(2, alarmId, java.sql.Types.OTHER);
            statement.setObject(3, campaignId);
            statement.setObject(4, contactId);
            return statement.executeUpdate() == 1;
          }
        });
  }
}
