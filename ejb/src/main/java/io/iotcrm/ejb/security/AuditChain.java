package io.iotcrm.ejb.security;

import io.iotcrm.domain.security.AuditLink;
import io.iotcrm.domain.security.Seal;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.SealingKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Gives the audit's entries their places in the chain, in batches, after they were committed. So
 * writers never wait for each other, an entry whose transaction took long comes later in the chain,
 * and there are no gaps. The row of the chain is locked meanwhile: two that seal at once take
 * turns.
 */
@ApplicationScoped
public class AuditChain {
  static final int BATCH = 5_000;
  private static final String PURPOSE = "audit-chain";

  /** The chain's own row. */
  record Head(long seq, byte[] hash, long keptSeq, byte[] keptHash, byte[] signature) {
    private byte[] signed(Seal seal) {
      return seal.signature(
          (seq + " " + hex(hash) + " " + keptSeq + " " + hex(keptHash))
              .getBytes(java.nio.charset.StandardCharsets.US_ASCII),
          PURPOSE);
    }

    private static String hex(byte[] bytes) {
      return java.util.HexFormat.of().formatHex(bytes);
    }
  }

  private Database database;
  private SealingKey key;

  /** For the container. */
  protected AuditChain() {}

  @Inject
  public AuditChain(Database database, SealingKey key) {
    this.database = database;
    this.key = key;
  }

  /** The chain is not the one that was signed last: nothing is sealed on top of it. */
  static final class ForgedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    ForgedException(long seq) {
      super("the audit's chain up to " + seq + " is not the one that was signed");
    }
  }

  /**
   * Seals one batch.
   *
   * @return how many entries; fewer than {@link #BATCH}: there are no more
   * @throws ForgedException if somebody changed the chain's own row
   */
  public int seal() throws SQLException {
    return database.transaction(
        connection -> {
          Head head = head(connection, true);
          if (!isAuthentic(head)) {
            throw new ForgedException(head.seq());
          }
          List<AuditLink> waiting = waiting(connection, head.seq());
          if (waiting.isEmpty()) {
            return 0;
          }
          byte[] last = place(connection, waiting, head.hash());
          long seq = head.seq() + waiting.size();
          write(connection, new Head(seq, last, head.keptSeq(), head.keptHash(), null));
          return waiting.size();
        });
  }

  /**
   * Deletes sealed entries from before a moment, from the chain's beginning on, and remembers in
   * the signed row where it begins now. An entry that is newer keeps those behind it.
   *
   * @return how many, at most {@link #BATCH}
   */
  public int drop(Instant before) throws SQLException {
    return database.transaction(
        connection -> {
          Head head = head(connection, true);
          if (!isAuthentic(head)) {
            throw new ForgedException(head.seq());
          }
          long end = head.keptSeq();
          byte[] hash = head.keptHash();
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "select seq, hash, at from audit_entry where seq > ? order by seq limit ?")) {
            statement.setLong(1, head.keptSeq());
            statement.setInt(2, BATCH);
            try (ResultSet row = statement.executeQuery()) {
              while (row.next() && row.getTimestamp(3).toInstant().isBefore(before)) {
                end = row.getLong(1);
                hash = row.getBytes(2);
              }
            }
          }
          if (end == head.keptSeq()) {
            return 0;
          }
          int deleted;
          try (PreparedStatement statement =
              connection.prepareStatement("delete from audit_entry where seq > ? and seq <= ?")) {
            statement.setLong(1, head.keptSeq());
            statement.setLong(2, end);
            deleted = statement.executeUpdate();
          }
          write(connection, new Head(head.seq(), head.hash(), end, hash, null));
          return deleted;
        });
  }

  /** Whether the server signed this row; always true where it has no key to sign with. */
  boolean isAuthentic(Head head) {
    if (key.seal().isEmpty() || head.signature() == null && head.seq() == 0) {
      return true;
    }
    return head.signature() != null
        && MessageDigest.isEqual(head.signature(), head.signed(key.seal().get()));
  }

  boolean isSigned() {
    return key.seal().isPresent();
  }

  static Head head(Connection connection, boolean lock) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement(
                "select seq, hash, kept_seq, kept_hash, signature from audit_chain"
                    + (lock ? " for update" : ""));
        ResultSet row = statement.executeQuery()) {
      if (!row.next()) {
        throw new ForgedException(0);
      }
      return new Head(
          row.getLong(1), row.getBytes(2), row.getLong(3), row.getBytes(4), row.getBytes(5));
    }
  }

  /**
   * Signs the chain's row as it is. For an administrator who has looked into it: what was wrong
   * before stays visible in the audit.
   */
  public void accept() throws SQLException {
    database.transaction(
        connection -> {
          write(connection, head(connection, true));
          return null;
        });
  }

  private void write(Connection connection, Head head) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update audit_chain set seq = ?, hash = ?, kept_seq = ?, kept_hash = ?, signature = ?,"
                + " sealed_at = now()")) {
      statement.setLong(1, head.seq());
      statement.setBytes(2, head.hash());
      statement.setLong(3, head.keptSeq());
      statement.setBytes(4, head.keptHash());
      statement.setBytes(5, key.seal().map(head::signed).orElse(null));
      statement.executeUpdate();
    }
  }

  private static List<AuditLink> waiting(Connection connection, long last) throws SQLException {
    List<AuditLink> waiting = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select null::bigint, "
                + AuditRows.MEMBERS
                + " from audit_entry where seq is null order by at, id limit ?")) {
      statement.setInt(1, BATCH);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          waiting.add(AuditRows.link(row).at(last + waiting.size() + 1));
        }
      }
    }
    return waiting;
  }

  /**
   * @return the hash of the last one
   */
  private static byte[] place(Connection connection, List<AuditLink> entries, byte[] previous)
      throws SQLException {
    UUID[] ids = new UUID[entries.size()];
    Long[] places = new Long[entries.size()];
    byte[][] hashes = new byte[entries.size()][];
    byte[] last = previous;
    for (int i = 0; i < ids.length; i++) {
      AuditLink entry = entries.get(i);
      last = entry.hash(last);
      ids[i] = entry.id();
      places[i] = entry.seq();
      hashes[i] = last;
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update audit_entry a set seq = v.seq, hash = v.hash"
                + " from unnest(?::uuid[], ?::bigint[], ?::bytea[]) as v (id, seq, hash)"
                + " where a.id = v.id and a.seq is null")) {
      statement.setArray(1, connection.createArrayOf("uuid", ids));
      statement.setArray(2, connection.createArrayOf("bigint", places));
      statement.setArray(3, connection.createArrayOf("bytea", hashes));
      int placed = statement.executeUpdate();
      if (placed != ids.length) {
        throw new SQLException(
            "of %d entries of the audit %d were there".formatted(ids.length, placed));
      }
    }
    return last;
  }
}
