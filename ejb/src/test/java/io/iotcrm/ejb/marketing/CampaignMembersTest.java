package io.iotcrm.ejb.marketing;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.PostgresExtension;
import io.iotcrm.ejb.platform.Rows;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class CampaignMembersTest {
  private final UUID campaign = UUID.randomUUID();
  private final UUID contact = UUID.randomUUID();
  private final Rows rows;
  private final CampaignMembers members;

  CampaignMembersTest(DataSource source, Database database) {
    rows = new Rows(source);
    members = new CampaignMembers(database);
  }

  @BeforeEach
  void aCampaignAndSomebodyWhoAgreed() throws SQLException {
    rows.execute("insert into campaign (id, name) values (?, ?)", campaign, campaign.toString());
    rows.execute(
        "insert into contact (id, first_name, last_name, marketing_consent)"
            + " values (?, 'A', 'B', true)",
        contact);
  }

  @Test
  void aContactEntersOnce() throws SQLException {
    assertThat(members.enter(campaign, contact, "rule/1", null)).isTrue();
    assertThat(members.enter(campaign, contact, "rule/1", null)).isFalse();
  }

  @Test
  void nobodyEntersWithoutConsent() throws SQLException {
    rows.execute("update contact set marketing_consent = false where id = ?", contact);

    assertThat(members.enter(campaign, contact, "rule/1", null)).isFalse();
  }

  @Test
  void nobodyEntersACampaignThatHasEnded() throws SQLException {
    rows.execute("update campaign set running = false where id = ?", campaign);

    assertThat(members.enter(campaign, contact, "rule/1", null)).isFalse();
  }
}
