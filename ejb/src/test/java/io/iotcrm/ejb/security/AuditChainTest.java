package io.iotcrm.ejb.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.iotcrm.domain.security.AuditLink;
import io.iotcrm.domain.security.AuditQuery;
import io.iotcrm.domain.security.AuditWalk.Break;
import io.iotcrm.domain.security.AuditWalk.Fault;
import io.iotcrm.domain.security.Seal;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.PostgresExtension;
import io.iotcrm.ejb.platform.Rows;
import io.iotcrm.ejb.platform.SealingKey;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class AuditChainTest {
  private static final String INSERT =
      "insert into audit_entry (id, at, actor, action, object_type, outcome)"
          + " values (?, now(), ?, 'edit', 'ticket', 'ALLOWED')";

  private final SealingKey key = new SealingKey(Seal.of("the installation's key, 32 characters"));
  private final DataSource source;
  private final Database database;
  private final Rows rows;
  private final AuditChain chain;
  private final AuditVerification verification;

  AuditChainTest(DataSource source, Database database) {
    this.source = source;
    this.database = database;
    rows = new Rows(source);
    chain = new AuditChain(database, key);
    verification = new AuditVerification(database, chain);
  }

  @BeforeEach
  void beginAnew() throws SQLException {
    rows.execute("truncate audit_entry");
    rows.execute("delete from audit_chain");
    rows.execute("insert into audit_chain default values");
  }

  @Test
  void anUntouchedChainFitsAndGrows() throws SQLException {
    write(3);
    assertThat(chain.seal()).isEqualTo(3);
    assertThat(verification.verify()).isEmpty();
    write(2);
    assertThat(chain.seal()).isEqualTo(2);
    assertThat(chain.seal()).isZero();

    assertThat(verification.verify()).isEmpty();
    assertThat(verification.status().entries()).isEqualTo(5);
    assertThat(verification.status().verifiedUpTo()).isEqualTo(5);
    assertThat(verification.status().signed()).isTrue();
  }

  @Test
  void tellsTheFirstEntryThatWasChanged() throws SQLException {
    sealed(6);
    rows.execute("update audit_entry set actor = 'somebody else' where seq in (3, 5)");

    assertThat(verification.verify()).contains(new Break(3, Fault.CHANGED));
    assertThat(verification.status().brokenAt()).isEqualTo(3);
    assertThat(verification.status().fault()).isEqualTo(Fault.CHANGED);
  }

  @Test
  void tellsTheFirstEntryThatWasRemovedInTheMiddleOrAtTheEnd() throws SQLException {
    sealed(6);
    rows.execute("delete from audit_entry where seq = 6");
    assertThat(verification.verify()).contains(new Break(6, Fault.REMOVED));
    rows.execute("delete from audit_entry where seq in (2, 3)");
    assertThat(verification.verify()).contains(new Break(2, Fault.REMOVED));
  }

  @Test
  void tellsAnEntryThatWasPutInBetweenOthersWithAHashThatFits() throws SQLException {
    sealed(5);
    for (int seq = 5; seq >= 3; seq--) {
      rows.execute("update audit_entry set seq = ? where seq = ?", seq + 1, seq);
    }
    byte[] before = rows.one(byte[].class, "select hash from audit_entry where seq = 2");
    UUID id = UUID.randomUUID();
    Instant at = Instant.parse("2026-01-01T00:00:00Z");
    AuditLink forged =
        new AuditLink(3, id, at, "eve", "edit", "ticket", null, "ALLOWED", null, null);
    rows.execute(
        "insert into audit_entry (id, at, actor, action, object_type, outcome, seq, hash)"
            + " values (?, ?::timestamptz, 'eve', 'edit', 'ticket', 'ALLOWED', 3, ?)",
        id,
        at.toString(),
        forged.hash(before));

    assertThat(verification.verify()).contains(new Break(3, Fault.INSERTED));
  }

  @Test
  void tellsAnEntryThatWasPutBehindTheEnd() throws SQLException {
    sealed(2);
    byte[] before = rows.one(byte[].class, "select hash from audit_entry where seq = 2");
    UUID id = UUID.randomUUID();
    Instant at = Instant.parse("2026-01-01T00:00:00Z");
    AuditLink forged =
        new AuditLink(3, id, at, "eve", "edit", "ticket", null, "ALLOWED", null, null);
    rows.execute(
        "insert into audit_entry (id, at, actor, action, object_type, outcome, seq, hash)"
            + " values (?, ?::timestamptz, 'eve', 'edit', 'ticket', 'ALLOWED', 3, ?)",
        id,
        at.toString(),
        forged.hash(before));

    assertThat(verification.verify()).contains(new Break(3, Fault.INSERTED));
  }

  @Test
  void aChainThatSomebodyMadeAnewIsNotTheOneThatWasSigned() throws SQLException {
    sealed(4);
    rows.execute("update audit_entry set actor = 'somebody else', seq = null where seq = 2");
    rows.execute("update audit_entry set seq = null");
    byte[] signature = rows.one(byte[].class, "select signature from audit_chain");
    rows.execute(
        "update audit_chain set seq = 0, hash = decode(repeat('00', 32), 'hex'), signature = null");
    new AuditChain(database, new SealingKey()).seal();
    assertThat(verification.verify()).contains(new Break(1, Fault.REWRITTEN));
    rows.execute("update audit_chain set signature = ?", signature);

    assertThat(verification.verify()).contains(new Break(1, Fault.REWRITTEN));
    write(1);
    assertThatThrownBy(chain::seal).isInstanceOf(AuditChain.ForgedException.class);

    chain.accept();
    assertThat(chain.seal()).isEqualTo(1);
    assertThat(verification.verify()).isEmpty();
  }

  @Test
  void manyWritersAndTwoThatSealAtOnceMakeOneChainWithoutGaps() throws Exception {
    int writers = 4;
    int each = 250;
    ExecutorService pool = Executors.newFixedThreadPool(writers + 2);
    try {
      List<Future<?>> writing =
          IntStream.range(0, writers)
              .<Future<?>>mapToObj(
                  i ->
                      pool.submit(
                          () -> {
                            for (int n = 0; n < each; n++) {
                              write(1);
                            }
                            return null;
                          }))
              .toList();
      List<Future<Integer>> sealing =
          IntStream.range(0, 2)
              .mapToObj(
                  i ->
                      pool.submit(
                          () -> {
                            int sealed = 0;
                            while (!writing.stream().allMatch(Future::isDone)) {
                              sealed += chain.seal();
                            }
                            return sealed;
                          }))
              .toList();
      int sealed = 0;
      for (Future<Integer> one : sealing) {
        sealed += one.get();
      }
      sealed += chain.seal();
      assertThat(sealed).isEqualTo(writers * each);
    } finally {
      pool.shutdown();
    }
    assertThat(rows.one(Long.class, "select max(seq) from audit_entry")).isEqualTo(1000);
    assertThat(verification.verify()).isEmpty();
  }

  @Test
  void anEntryThatIsCommittedLateComesLaterInTheChain() throws SQLException {
    UUID late = UUID.randomUUID();
    try (Connection open = source.getConnection()) {
      open.setAutoCommit(false);
      try (var statement = open.prepareStatement(INSERT)) {
        statement.setObject(1, late);
        statement.setString(2, "late");
        statement.executeUpdate();
      }
      sealed(3);
      open.commit();
    }
    assertThat(chain.seal()).isEqualTo(1);
    assertThat(rows.one(Long.class, "select seq from audit_entry where id = ?", late)).isEqualTo(4);
    assertThat(verification.verify()).isEmpty();
  }

  @Test
  void whatIsTooOldGoesFromTheBeginningAndTheRestStillFits() throws SQLException {
    sealed(6);
    Instant now = Instant.now();
    rows.execute("update audit_entry set seq = null, at = at - interval '90 days' where seq <= 2");
    rows.execute("update audit_entry set seq = null");
    rows.execute("delete from audit_chain");
    rows.execute("insert into audit_chain default values");
    assertThat(chain.seal()).isEqualTo(6);

    assertThat(chain.drop(now.minusSeconds(86_400))).isEqualTo(2);

    assertThat(chain.drop(now.minusSeconds(86_400))).isZero();
    assertThat(verification.verify()).isEmpty();
    assertThat(verification.status().deletedUpTo()).isEqualTo(2);
    rows.execute("delete from audit_entry where seq = 3");
    assertThat(verification.verify()).contains(new Break(3, Fault.REMOVED));
  }

  @Test
  void anOutsiderCanCheckAnExport() throws Exception {
    sealed(4);
    rows.execute("update audit_entry set seq = null, object_id = '7', detail = 'ä\"' ");
    rows.execute("delete from audit_chain");
    rows.execute("insert into audit_chain default values");
    chain.seal();
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    new AuditExport(database).write(query("u"), 0, out);

    List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(lines).hasSize(4);
    byte[] previous = AuditLink.origin();
    for (String line : lines) {
      JsonObject entry = Json.createReader(new StringReader(line)).readObject();
      assertThat(entry.getString("previous")).isEqualTo(HexFormat.of().formatHex(previous));
      previous = link(entry).hash(previous);
      assertThat(entry.getString("hash")).isEqualTo(HexFormat.of().formatHex(previous));
    }
    ByteArrayOutputStream none = new ByteArrayOutputStream();
    new AuditExport(database).write(query("nobody"), 0, none);
    assertThat(none.size()).isZero();
  }

  @Test
  void sealsTenThousandEntriesInAFewSeconds() throws SQLException {
    rows.execute(
        "insert into audit_entry (id, at, actor, action, object_type, outcome)"
            + " select gen_random_uuid(), now(), 'u', 'edit', 'ticket', 'ALLOWED'"
            + " from generate_series(1, 10000)");
    long start = System.nanoTime();
    assertThat(chain.seal()).isEqualTo(AuditChain.BATCH);
    assertThat(chain.seal()).isEqualTo(AuditChain.BATCH);
    double seconds = (System.nanoTime() - start) / 1e9;
    assertThat(verification.verify()).isEmpty();
    assertThat(seconds).isLessThan(20);
  }

  private static AuditQuery query(String actor) {
    return new AuditQuery(actor, "edit", "ticket", null, null, null, Instant.EPOCH, null, null);
  }

  private static AuditLink link(JsonObject entry) {
    return new AuditLink(
        entry.getJsonNumber("seq").longValue(),
        UUID.fromString(entry.getString("id")),
        Instant.parse(entry.getString("at")),
        entry.getString("actor"),
        entry.getString("action"),
        entry.getString("objectType"),
        entry.getString("objectId", null),
        entry.getString("outcome"),
        entry.getString("address", null),
        entry.getString("detail", null));
  }

  private void sealed(int count) throws SQLException {
    write(count);
    assertThat(chain.seal()).isEqualTo(count);
  }

  private void write(int count) throws SQLException {
    for (int i = 0; i < count; i++) {
      rows.execute(INSERT, UUID.randomUUID(), "u");
    }
  }
}
