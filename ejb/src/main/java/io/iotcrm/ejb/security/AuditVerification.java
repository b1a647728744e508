package io.iotcrm.ejb.security;

import io.iotcrm.domain.security.AuditChainView;
import io.iotcrm.domain.security.AuditLink;
import io.iotcrm.domain.security.AuditWalk;
import io.iotcrm.domain.security.AuditWalk.Break;
import io.iotcrm.domain.security.AuditWalk.Fault;
import io.iotcrm.ejb.platform.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/** Goes through all of the chain and remembers what was found. */
@ApplicationScoped
public class AuditVerification {
  private static final int FETCH = 2_000;

  private static final String STATUS =
      """
      select seq, hash, sealed_at, kept_seq, verified_at, verified_seq, broken_seq, broken_how,
             (select count(*) from audit_entry where seq is null)
        from audit_chain, audit_chain_check
      """;

  private Database database;
  private AuditChain chain;

  /** For the container. */
  protected AuditVerification() {}

  @Inject
  public AuditVerification(Database database, AuditChain chain) {
    this.database = database;
    this.chain = chain;
  }

  /**
   * Looks at every entry, as of one moment; some 100,000 a second. Not to be called inside a
   * transaction.
   *
   * @return the first entry that does not fit; nothing if all do
   */
  public Optional<Break> verify() throws SQLException {
    return database.transaction(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            // Sealing and deleting go on meanwhile.
            statement.execute("set transaction isolation level repeatable read");
          }
          AuditChain.Head head = AuditChain.head(connection, false);
          AuditWalk walk = new AuditWalk(head.keptSeq(), head.keptHash());
          walk(connection, walk, head.keptSeq());
          Optional<Break> found = walk.end(head.seq(), head.hash());
          if (found.isEmpty() && !chain.isAuthentic(head)) {
            found = Optional.of(new Break(head.keptSeq() + 1, Fault.REWRITTEN));
          }
          remember(connection, walk.seq(), found);
          return found;
        });
  }

  private static void walk(Connection connection, AuditWalk walk, long from) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select seq, "
                + AuditRows.MEMBERS
                + ", hash from audit_entry where seq is not null and seq > ? order by seq")) {
      statement.setLong(1, from);
      statement.setFetchSize(FETCH);
      try (ResultSet row = statement.executeQuery()) {
        boolean fits = true;
        while (fits && row.next()) {
          AuditLink entry = AuditRows.link(row);
          fits = walk.step(entry, row.getBytes(11));
        }
      }
    }
  }

  private static void remember(Connection connection, long seq, Optional<Break> found)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update audit_chain_check set verified_at = now(), verified_seq = ?, broken_seq = ?,"
                + " broken_how = ?")) {
      statement.setLong(1, seq);
      statement.setObject(2, found.map(Break::seq).orElse(null), java.sql.Types.BIGINT);
      statement.setString(3, found.map(at -> at.fault().name()).orElse(null));
      statement.executeUpdate();
    }
  }

  /** What the sealing found out. */
  void broken(long seq, Fault fault) throws SQLException {
    database.update(
        "update audit_chain_check set broken_seq = ?, broken_how = ? where broken_seq is null",
        seq,
        fault.name());
  }

  /** How the chain stands, as of the last verification. */
  public AuditChainView status() throws SQLException {
    return database.list(STATUS, row -> view(row)).get(0);
  }

  private AuditChainView view(ResultSet row) throws SQLException {
    String fault = row.getString(8);
    return new AuditChainView(
        row.getLong(1),
        HexFormat.of().formatHex(row.getBytes(2)),
        instant(row.getTimestamp(3)),
        row.getLong(9),
        row.getLong(4),
        chain.isSigned(),
        instant(row.getTimestamp(5)),
        row.getObject(6, Long.class),
        row.getObject(7, Long.class),
        fault == null ? null : Fault.valueOf(fault));
  }

  private static Instant instant(Timestamp at) {
    return at == null ? null : at.toInstant();
  }
}
