package io.iotcrm.ejb.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.PostgresExtension;
import io.iotcrm.ejb.platform.Rows;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class CredentialUseTableTest {
  private final Rows rows;
  private final CredentialUseTable table;
  private final UUID credential = UUID.randomUUID();
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

  CredentialUseTableTest(DataSource source, Database database) {
    rows = new Rows(source);
    table = new CredentialUseTable(database);
  }

  @BeforeEach
  void aDeviceWithAKey() throws SQLException {
    String prefix = "u" + credential.toString().substring(0, 8);
    rows.devices(prefix, 1);
    rows.execute(
        "insert into device_credential (id, device_id, kind, public_id, key_sealed)"
            + " values (?, ?, 'PSK', ?, ?)",
        credential,
        prefix + "-0",
        prefix,
        new byte[44]);
  }

  @Test
  void keepsTheNewestUse() throws SQLException {
    assertThat(table.used(Map.of(credential, now.minusSeconds(60)))).isEqualTo(1);
    assertThat(lastUsed()).isEqualTo(now.minusSeconds(60));

    assertThat(table.used(Map.of(credential, now.minusSeconds(90)))).isZero();
    assertThat(table.used(Map.of(credential, now.minusSeconds(30), UUID.randomUUID(), now)))
        .isEqualTo(1);
    assertThat(lastUsed()).isEqualTo(now.minusSeconds(30));
    assertThat(table.used(Map.of())).isZero();
  }

  @Test
  void doesNotBelieveAClockThatRunsAhead() throws SQLException {
    table.used(Map.of(credential, now.plusSeconds(3_600)));
    assertThat(lastUsed()).isBeforeOrEqualTo(Instant.now().plusSeconds(1));
  }

  private Instant lastUsed() throws SQLException {
    return rows.one(
            OffsetDateTime.class,
            "select last_used_at from device_credential where id = ?",
            credential)
        .toInstant();
  }
}
