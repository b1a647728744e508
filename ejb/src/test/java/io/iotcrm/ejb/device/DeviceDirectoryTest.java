package io.iotcrm.ejb.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotcrm.domain.rule.twin.DeviceTraits;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.PostgresExtension;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class DeviceDirectoryTest {
  private final Database database;
  private final DeviceDirectory directory;

  DeviceDirectoryTest(Database database) {
    this.database = database;
    this.directory = new DeviceDirectory(database);
  }

  private void execute(String sql) throws SQLException {
    database.call(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            return statement.execute(sql);
          }
        });
  }

  private DeviceTraits traits(String id) throws SQLException {
    return directory.find(List.of(id)).get(id).traits();
  }

  @BeforeEach
  void register() throws SQLException {
    execute(
        """
        delete from device; delete from contact; delete from account; delete from device_profile;
        insert into device_profile (id, key, name)
          values ('00000000-0000-7000-8000-000000000001', 'dht22', 'Fridge');
        insert into account (id, name, industry, city, updated_at)
          values ('00000000-0000-7000-8000-000000000002', 'Bakery', 'Food', 'Riga', '2020-01-01Z');
        insert into contact (id, account_id, first_name, last_name, email, tier, updated_at)
          values ('00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000002',
            'Anna', 'B', 'a@b', 'GOLD', '2020-01-01Z');
        insert into device (id, profile_id, name, contact_id, updated_at)
          values ('d1', '00000000-0000-7000-8000-000000000001', 'D1',
            '00000000-0000-7000-8000-000000000003', '2020-01-01Z');
        insert into device (id, profile_id, name, account_id, updated_at)
          values ('d2', '00000000-0000-7000-8000-000000000001', 'D2',
            '00000000-0000-7000-8000-000000000002', '2020-01-01Z');
        insert into device (id, profile_id, name, updated_at)
          values ('d3', '00000000-0000-7000-8000-000000000001', 'D3', '2020-01-01Z');
        """);
  }

  @Test
  void knowsOfACustomerWhatDoesNotSayWhoItIs() throws SQLException {
    assertThat(traits("d1").customer())
        .isEqualTo(Map.of("tier", "GOLD", "profilingConsent", false, "marketingConsent", false));
    assertThat(traits("d1").account()).isEqualTo(Map.of("industry", "Food"));
    assertThat(traits("d2").customer()).isEmpty();
    assertThat(traits("d2").account()).isEqualTo(Map.of("industry", "Food"));
    assertThat(traits("d3").customer()).isEmpty();
    assertThat(traits("d3").account()).isEmpty();
  }

  @Test
  void seesThatACustomerHasChanged() throws SQLException {
    traits("d1");
    traits("d2");
    directory.refresh();
    assertThat(traits("d1").customer()).containsEntry("tier", "GOLD");

    execute("update contact set tier = 'BASIC', updated_at = now()");
    execute("update account set industry = 'Retail', updated_at = now()");
    assertThat(traits("d1").customer()).as("until it looks").containsEntry("tier", "GOLD");
    directory.refresh();

    assertThat(traits("d1").customer()).containsEntry("tier", "BASIC");
    assertThat(traits("d1").account())
        .as("through the contact")
        .containsEntry("industry", "Retail");
    assertThat(traits("d2").account()).containsEntry("industry", "Retail");
  }
}
