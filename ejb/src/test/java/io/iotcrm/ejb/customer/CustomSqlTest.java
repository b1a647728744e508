package io.iotcrm.ejb.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.PostgresExtension;
import io.iotcrm.ejb.platform.Rows;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the database knows of tags and custom fields. */
@ExtendWith(PostgresExtension.class)
class CustomSqlTest {
  private static final UUID TAGGED = UUID.randomUUID();
  private final Rows rows;
  private final Database database;

  CustomSqlTest(DataSource source, Database database) {
    rows = new Rows(source);
    this.database = database;
  }

  @BeforeAll
  static void manyAccounts(DataSource source) throws SQLException {
    Rows rows = new Rows(source);
    rows.execute(
        "insert into account (id, name, tags, custom) values"
            + " (?, 'One', '[\"vip\", \"food\"]', '{\"segment\": \"Wholesale\", \"size\": 12}')",
        TAGGED);
    rows.execute(
        "insert into account (id, name) select gen_random_uuid(), 'Account ' || n"
            + " from generate_series(1, 20000) n");
    rows.execute("analyze account");
  }

  @Test
  void aTagIsFoundInItsIndex() throws SQLException {
    String sql = "select id from account a where has_tag(a.tags, 'vip') = true";
    List<String> plan = database.list("explain " + sql, row -> row.getString(1));

    assertThat(rows.one(UUID.class, sql)).isEqualTo(TAGGED);
    assertThat(String.join("\n", plan)).contains("account_tags");
  }

  @Test
  void tagsAndValuesOfCustomFieldsAreFoundBySearch() throws SQLException {
    String sql =
        "select id from account where to_tsvector('simple', search_text)"
            + " @@ plainto_tsquery('simple', ?)";

    assertThat(rows.one(UUID.class, sql, "wholesale vip 12")).isEqualTo(TAGGED);
  }

  @Test
  void nothingButObjectsAndArraysIsKept() {
    assertThatThrownBy(() -> rows.execute("update account set custom = '[]'"))
        .isInstanceOf(SQLException.class);
    assertThatThrownBy(() -> rows.execute("update account set tags = '{}'"))
        .isInstanceOf(SQLException.class);
  }
}
