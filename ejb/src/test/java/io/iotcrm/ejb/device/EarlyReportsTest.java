package io.iotcrm.ejb.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.iotcrm.domain.platform.Ids;
import io.iotcrm.domain.rule.RuleCommand;
import io.iotcrm.ejb.device.EarlyReports.Report;
import io.iotcrm.ejb.platform.PostgresExtension;
import io.iotcrm.ejb.platform.Rows;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class EarlyReportsTest {
  private static final Instant T0 = Instant.parse("2026-03-01T12:00:00Z");

  private final Rows rows;
  private final Rows.Transactions transactions;
  private final EarlyReports early;

  EarlyReportsTest(DataSource source) {
    rows = new Rows(source);
    transactions = new Rows.Transactions(source);
    early = new EarlyReports(transactions.database());
  }

  @Test
  void keepsReceiptAndFirstAnswerUntilTheCommandIsKnown() throws Exception {
    rows.devices("early", 2);
    UUID id = RuleCommand.id(RuleCommand.key(Ids.next(), "early-0", T0, 0));
    assertThat(EarlyReports.mayBeEdges(id)).isTrue();
    assertThat(EarlyReports.mayBeEdges(Ids.next())).isFalse();
    transactions.in(
        () -> {
          early.lock(id);
          assertThat(early.keep(id, "nobody", new Report(T0, null, null, null))).isFalse();
          assertThat(early.keep(id, "early-0", new Report(T0, null, null, null))).isTrue();
          assertThat(early.keep(id, "early-0", new Report(null, true, "{}", null))).isTrue();
          assertThat(early.keep(id, "early-0", new Report(null, false, null, "x"))).isTrue();
          assertThat(early.keep(id, "early-1", new Report(null, false, null, "x"))).isFalse();
          early.forgetOld();
          return null;
        });
    assertThat(early.take(id, "early-1")).isEmpty();
    assertThat(early.take(id, "early-0")).contains(new Report(T0, true, "{}", null));
    assertThat(early.take(id, "early-0")).isEmpty();
  }
}
