package io.iotcrm.ejb.telemetry;

import io.iotcrm.domain.rule.CompiledRule;
import io.iotcrm.domain.rule.RuleDefinition;
import io.iotcrm.domain.rule.RuleSet;
import io.iotcrm.ejb.device.ActiveRules;
import io.iotcrm.ejb.device.TwinGrid;
import io.iotcrm.ejb.platform.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Finds the devices that a rule about silence is for and that nobody would ask: those that were
 * silent already when the grid was empty or the rule was new. A device that has sent something
 * since then has a moment at which it is asked, and costs nothing here.
 *
 * <p>One instance at a time goes through the registry, a chunk a second; when it is through it
 * rests, unless the rules change. To be called by one thread at a time.
 */
@ApplicationScoped
public class SilentDevices {
  static final int CHUNK = 500;
  private static final Duration REST = Duration.ofMinutes(5);

  @Inject private Database database;
  @Inject private ActiveRules rules;
  @Inject private TwinGrid twins;
  @Inject private TelemetryIngest ingest;

  private Map<UUID, RuleDefinition> asked = Map.of();
  private String after = "";
  private Instant restUntil = Instant.EPOCH;
  private boolean changed;

  /** For the container. */
  public SilentDevices() {}

  SilentDevices(Database database) {
    this.database = database;
  }

  /** Whether there is something to do at the moment. */
  boolean isDue() {
    Map<UUID, RuleDefinition> current = rules.current().map(SilentDevices::silent).orElse(Map.of());
    return !current.isEmpty() && (!current.equals(asked) || Instant.now().isAfter(restUntil));
  }

  private static Map<UUID, RuleDefinition> silent(RuleSet rules) {
    return rules.all().stream()
        .filter(CompiledRule::firesOnSilence)
        .collect(Collectors.toMap(CompiledRule::id, CompiledRule::definition));
  }

  /** Asks the next chunk. */
  void askSome() throws Exception {
    Map<UUID, RuleDefinition> current = silent(rules.current().orElseThrow());
    if (!current.equals(asked)) {
      // The first pass, or other rules: those that have a moment may need an earlier one.
      asked = current;
      after = "";
      changed = true;
    }
    Set<String> chunk = chunk(after, current.values());
    Set<String> unasked = changed ? chunk : twins.withoutMoment(chunk);
    if (!unasked.isEmpty()) {
      ingest.tick(unasked);
    }
    if (chunk.size() < CHUNK) {
      after = "";
      changed = false;
      restUntil = Instant.now().plus(REST);
    } else {
      for (String device : chunk) {
        after = device;
      }
    }
  }

  /** The next devices by id for which there is a rule about silence. */
  Set<String> chunk(String after, Collection<RuleDefinition> silent) throws SQLException {
    boolean every = silent.stream().anyMatch(rule -> rule.profileKey() == null);
    Object[] profiles =
        silent.stream().map(RuleDefinition::profileKey).filter(Objects::nonNull).toArray();
    String sql =
        """
        select d.id from device d join device_profile p on p.id = d.profile_id
        where d.enabled and d.id > ? and (? or p.key = any(?)) order by d.id limit ?
        """;
    return database.call(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, after);
            statement.setBoolean(2, every);
            statement.setArray(3, connection.createArrayOf("text", profiles));
            statement.setInt(4, CHUNK);
            Set<String> devices = new LinkedHashSet<>();
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                devices.add(row.getString(1));
              }
            }
            return devices;
          }
        });
  }
}
