package io.iotcrm.ejb.rule;

import io.iotcrm.domain.rule.CompiledRule;
import io.iotcrm.domain.rule.RuleDefinition;
import io.iotcrm.domain.rule.RuleSet;
import io.iotcrm.domain.rule.RuleTiming;
import io.iotcrm.domain.rule.Severity;
import io.iotcrm.ejb.device.ActiveRules;
import io.iotcrm.ejb.platform.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Keeps the rules of this instance like those in the database, compiled. */
@ApplicationScoped
public class RuleLoader {
  private static final Logger LOG = System.getLogger(RuleLoader.class.getName());

  @Inject private Database database;
  @Inject private ActiveRules active;

  private String fingerprint = "";

  /** Reads the rules anew if any has changed. Cheap where none has. */
  public synchronized void check() throws SQLException {
    String now = fingerprint();
    if (now.equals(fingerprint) && active.current().isPresent()) {
      return;
    }
    List<CompiledRule> rules = database.call(connection -> read(connection));
    active.replace(new RuleSet(rules));
    fingerprint = now;
    LOG.log(Level.INFO, "{0} rules are in force", rules.size());
  }

  private String fingerprint() throws SQLException {
    return database.call(
        connection -> {
          try (PreparedStatement statement =
                  connection.prepareStatement(
                      "select count(*) || '/' || coalesce(sum(version), 0) || '/'"
                          + " || coalesce(max(updated_at)::text, '') from rule");
              ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getString(1);
          }
        });
  }

  private static List<CompiledRule> read(java.sql.Connection connection) throws SQLException {
    List<CompiledRule> rules = new ArrayList<>();
    String sql =
        """
        select id, name, description, profile_key, condition, clear_condition, hold_seconds,
               severity, actions::text, repeat_count, repeat_seconds, schedule::text,
               runs_at_edge
        from rule where enabled
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        UUID id = row.getObject(1, UUID.class);
        try {
          rules.add(
              CompiledRule.compile(
                  id,
                  new RuleDefinition(
                      row.getString(2),
                      row.getString(3),
                      row.getString(4),
                      row.getString(5),
                      row.getString(6),
                      new RuleTiming(
                          row.getInt(7), row.getInt(10), row.getInt(11), row.getString(12)),
                      Severity.valueOf(row.getString(8)),
                      row.getString(9),
                      true,
                      row.getBoolean(13))));
        } catch (IllegalArgumentException e) {
          LOG.log(
              Level.WARNING,
              "Rule \"{0}\" is not in force: {1}. Correct it through the API.",
              row.getString(2),
              e.getMessage());
        }
      }
    }
    return rules;
  }
}
