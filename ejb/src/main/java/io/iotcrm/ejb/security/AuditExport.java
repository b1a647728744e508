package io.iotcrm.ejb.security;

import io.iotcrm.domain.security.AuditLink;
import io.iotcrm.domain.security.AuditQuery;
import io.iotcrm.ejb.platform.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The audit as lines of JSON. Each line has the entry's hash and the one before, so that it can be
 * checked by itself, and without filters the whole chain can.
 */
@ApplicationScoped
public class AuditExport {
  private static final int FETCH = 1_000;

  private Database database;

  /** For the container. */
  protected AuditExport() {}

  @Inject
  public AuditExport(Database database) {
    this.database = database;
  }

  /** Not to be called inside a transaction; closes nothing. */
  void write(AuditQuery query, long afterSeq, OutputStream out) throws SQLException, IOException {
    Writer lines = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    try {
      database.transaction(
          connection -> {
            write(connection, query, afterSeq, lines);
            return null;
          });
      lines.flush();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void write(Connection connection, AuditQuery query, long afterSeq, Writer lines)
      throws SQLException {
    StringBuilder sql =
        new StringBuilder("select e.seq, e.")
            .append(AuditRows.MEMBERS.replace(", ", ", e."))
            .append(", e.hash, coalesce(p.hash, c.kept_hash) from audit_entry e")
            .append(" cross join audit_chain c left join audit_entry p on p.seq = e.seq - 1")
            .append(" where e.seq is not null and e.seq > ?");
    List<Object> values = new ArrayList<>();
    values.add(afterSeq);
    filter(sql, values, "lower(e.actor) = lower(?)", query.actor());
    filter(sql, values, "e.action = ?", query.action());
    filter(sql, values, "e.object_type = ?", query.objectType());
    filter(sql, values, "e.object_id = ?", query.objectId());
    filter(sql, values, "e.outcome = ?", query.outcome() == null ? null : query.outcome().name());
    filter(sql, values, "e.address = ?", query.address());
    filter(sql, values, "e.at >= ?", timestamp(query.from()));
    filter(sql, values, "e.at < ?", timestamp(query.to()));
    try (PreparedStatement statement = connection.prepareStatement(sql + " order by e.seq")) {
      statement.setFetchSize(FETCH);
      for (int i = 0; i < values.size(); i++) {
        statement.setObject(i + 1, values.get(i));
      }
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          line(AuditRows.link(row), row.getBytes(12), row.getBytes(11), lines);
        }
      }
    }
  }

  private static void filter(
      StringBuilder sql, List<Object> values, String condition, Object value) {
    if (value != null) {
      sql.append(" and ").append(condition);
      values.add(value);
    }
  }

  private static Timestamp timestamp(Instant at) {
    return at == null ? null : Timestamp.from(at);
  }

  private static void line(AuditLink entry, byte[] previous, byte[] hash, Writer lines) {
    JsonObjectBuilder json = Json.createObjectBuilder();
    json.add("seq", entry.seq()).add("id", entry.id().toString()).add("at", entry.time());
    add(json, "actor", entry.actor());
    add(json, "action", entry.action());
    add(json, "objectType", entry.objectType());
    add(json, "objectId", entry.objectId());
    add(json, "outcome", entry.outcome());
    add(json, "address", entry.address());
    add(json, "detail", entry.detail());
    add(json, "previous", HexFormat.of().formatHex(previous));
    add(json, "hash", HexFormat.of().formatHex(hash));
    try {
      lines.write(json.build().toString());
      lines.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(JsonObjectBuilder json, String name, String value) {
    if (value == null) {
      json.addNull(name);
    } else {
      json.add(name, value);
    }
  }
}
