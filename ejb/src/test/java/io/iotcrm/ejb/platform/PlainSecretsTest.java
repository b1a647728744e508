package io.iotcrm.ejb.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iotcrm.domain.security.Seal;
import io.iotcrm.ejb.device.DevicePseudonyms;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class PlainSecretsTest {
  private final Seal seal = Seal.of("the installation's key, 32 characters or more");
  private final SealingKey key = new SealingKey(seal);
  private final Rows rows;
  private final Database database;
  private final PlainSecrets secrets;

  PlainSecretsTest(DataSource source, Database given) {
    rows = new Rows(source);
    database = given;
    secrets = new PlainSecrets(given);
  }

  @Test
  void sealsWhatIsPlainOnceAndLeavesItReadableWithTheKeyOnly() throws SQLException {
    UUID endpoint = UUID.randomUUID();
    rows.execute(
        "insert into webhook_endpoint (id, name, url, secret) values (?, ?, 'https://x', 's\u00e4')",
        endpoint,
        "e-" + endpoint);
    byte[] pseudonymKey = new DevicePseudonyms(database, new SealingKey()).key();
    assertThat(plain()).isEqualTo(2);

    assertThat(secrets.seal(seal)).isEqualTo(2);

    assertThat(plain()).isZero();
    assertThat(secrets.seal(seal)).isZero();
    byte[] sealed =
        rows.one(byte[].class, "select secret_sealed from webhook_endpoint where id = ?", endpoint);
    assertThat(new String(key.opened(sealed, endpoint.toString()), StandardCharsets.UTF_8))
        .isEqualTo("s\u00e4");
    assertThat(new DevicePseudonyms(database, key).key()).isEqualTo(pseudonymKey);
    assertThatThrownBy(() -> new SealingKey().opened(sealed, endpoint.toString()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("iotcrm.security.sealing-key is not set");
    assertThatThrownBy(() -> key.opened(sealed, "another"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("does not open");
  }

  private long plain() throws SQLException {
    return rows.one(
        Long.class,
        "select (select count(*) from webhook_endpoint where secret is not null)"
            + " + (select count(*) from pseudonym_key where key is not null)");
  }
}
