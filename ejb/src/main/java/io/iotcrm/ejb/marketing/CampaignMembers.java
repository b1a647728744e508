package io.iotcrm.ejb.marketing;

import io.iotcrm.domain.marketing.CampaignMemberView;
import io.iotcrm.domain.platform.Cursor;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.ReachSql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Who is in a campaign. */
@ApplicationScoped
public class CampaignMembers {
  private static final String AGREEING =
      " from campaign_member m join contact c on c.id = m.contact_id"
          + " where m.campaign_id = ? and c.marketing_consent and ";

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

  /**
   * Who is in a campaign and has not withdrawn the consent, the newest first.
   *
   * @param within the contacts in reach, whose table is {@code c}
   * @param after the moment and the contact of the last one before; null: from the beginning
   */
  List<CampaignMemberView> list(UUID campaignId, ReachSql within, Cursor after, int limit)
      throws SQLException {
    List<Object> values = new ArrayList<>();
    values.add(campaignId);
    values.addAll(within.values());
    String place = "";
    if (after != null) {
      place = " and (m.entered_at < ? or m.entered_at = ? and m.contact_id > ?)";
      values.add(after.instant(0));
      values.add(after.instant(0));
      values.add(after.uuid(1));
    }
    values.add(limit);
    return database.list(
        "select m.contact_id, c.first_name || ' ' || c.last_name, m.source, m.alarm_id,"
            + " m.entered_at"
            + AGREEING
            + within.condition()
            + place
            + " order by m.entered_at desc, m.contact_id limit ?",
        row ->
            new CampaignMemberView(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                row.getObject(4, UUID.class),
                row.getTimestamp(5).toInstant()),
        values.toArray());
  }

  /** How many of those in reach are in a campaign. */
  long count(UUID campaignId, ReachSql within) throws SQLException {
    List<Object> values = new ArrayList<>();
    values.add(campaignId);
    values.addAll(within.values());
    return database
        .list(
            "select count(*)" + AGREEING + within.condition(),
            row -> row.getLong(1),
            values.toArray())
        .get(0);
  }
}
