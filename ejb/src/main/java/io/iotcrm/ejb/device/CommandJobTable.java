package io.iotcrm.ejb.device;

import static io.iotcrm.domain.platform.JsonProcessing.JSON;

import io.iotcrm.domain.device.DeviceSelection;
import io.iotcrm.domain.platform.Ids;
import io.iotcrm.ejb.platform.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Makes the commands of a job in parts, each of which is one transaction of the caller: the row of
 * the job says how far it is, so that a part is made once, whatever dies in between.
 */
@ApplicationScoped
public class CommandJobTable {
  private static final String COMMANDS =
      """
      insert into command (id, device_id, name, params, state, requested_by, expires_at,
                           idempotency_key, one_way, persistent, not_before, timeout_seconds,
                           job_id)
      select x.id, x.device_id, j.name, j.params, 'QUEUED', j.requested_by, j.expires_at,
             'job/' || j.id || '/' || x.device_id, j.one_way, j.persistent, j.not_before,
             j.timeout_seconds, j.id
        from command_job j, unnest(?::uuid[], ?::text[]) as x (id, device_id)
       where j.id = ?
      """;

  private static final String OUTBOX =
      """
      insert into outbox (kind, payload, idempotency_key, next_attempt_at)
      select ?, jsonb_build_object('commandId', c.id), 'command/' || c.id || '/0',
             coalesce(c.not_before, now())
        from command c where c.id = any(?::uuid[])
      """;

  private static final String TIMELINE =
      """
      insert into timeline_entry (id, at, account_id, contact_id, device_id, kind, title,
                                  ref_type, ref_id, actor)
      select gen_random_uuid(), now(), coalesce(d.account_id, k.account_id), d.contact_id, d.id,
             'COMMAND_SENT', 'Command ' || c.name || ' to ' || d.id, 'command', c.id::text,
             c.requested_by
        from command c join device d on d.id = c.device_id
             left join contact k on k.id = d.contact_id
       where c.id = any(?::uuid[])
      """;

  private final Database database;

  /** For the container. */
  protected CommandJobTable() {
    this(null);
  }

  @Inject
  public CommandJobTable(Database database) {
    this.database = database;
  }

  /**
   * What a call of {@link #createSome} did.
   *
   * @param more whether the job has further devices after this one
   */
  public record Part(int created, String lastDeviceId, boolean more) {}

  /** How many devices it would reach now. */
  public long count(DeviceSelection selection) throws SQLException {
    return database.call(ChosenDevices.inUse(selection)::count);
  }

  /**
   * Makes the next commands of a job, in the order of the devices' ids.
   *
   * @return nothing: the job is made already, or was cancelled
   */
  public Optional<Part> createSome(UUID jobId, int limit) throws SQLException {
    return database.call(
        connection -> {
          DeviceSelection selection;
          String after;
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "select selection::text, last_device_id from command_job"
                      + " where id = ? and state = 'CREATING' for update")) {
            statement.setObject(1, jobId);
            try (ResultSet row = statement.executeQuery()) {
              if (!row.next()) {
                return Optional.empty();
              }
              selection = selection(row.getString(1));
              after = row.getString(2);
            }
          }
          List<String> devices =
              ChosenDevices.inUse(selection).after(connection, after, limit).stream()
                  .map(ChosenDevices.Chosen::id)
                  .toList();
          insert(connection, jobId, devices);
          boolean more = devices.size() == limit;
          String last = devices.isEmpty() ? after : devices.get(devices.size() - 1);
          move(connection, jobId, devices.size(), last, more);
          return Optional.of(new Part(devices.size(), last, more));
        });
  }

  private static DeviceSelection selection(String json) {
    try (JsonReader reader = JSON.createReader(new StringReader(json))) {
      return DeviceSelection.of(reader.readObject());
    }
  }

  private static void insert(Connection connection, UUID jobId, List<String> devices)
      throws SQLException {
    Array ids =
        connection.createArrayOf(
            "uuid", Stream.generate(Ids::next).limit(devices.size()).toArray());
    try (PreparedStatement commands = connection.prepareStatement(COMMANDS);
        PreparedStatement outbox = connection.prepareStatement(OUTBOX);
        PreparedStatement timeline = connection.prepareStatement(TIMELINE)) {
      commands.setArray(1, ids);
      commands.setArray(2, connection.createArrayOf("text", devices.toArray()));
      commands.setObject(3, jobId);
      commands.executeUpdate();
      outbox.setString(1, Commands.OUTBOX_KIND);
      outbox.setArray(2, ids);
      outbox.executeUpdate();
      timeline.setArray(1, ids);
      timeline.executeUpdate();
    }
  }

  private static void move(Connection connection, UUID jobId, int made, String last, boolean more)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update command_job set created = created + ?, last_device_id = ?, state = ?,"
                + " finished_at = case when ? then null else now() end, version = version + 1"
                + " where id = ?")) {
      statement.setInt(1, made);
      statement.setString(2, last);
      statement.setString(3, more ? "CREATING" : "CREATED");
      statement.setBoolean(4, more);
      statement.setObject(5, jobId);
      statement.executeUpdate();
    }
  }

  /**
   * Ends a job: no further commands are made, and those that wait are taken back.
   *
   * @return how many were taken back
   */
  public int cancel(UUID jobId) throws SQLException {
    return database.call(
        connection -> {
          try (PreparedStatement job =
                  connection.prepareStatement(
                      "update command_job set state = 'CANCELLED', finished_at = now(),"
                          + " version = version + 1 where id = ?");
              PreparedStatement commands =
                  connection.prepareStatement(
                      "update command set state = 'CANCELLED', completed_at = now(),"
                          + " version = version + 1 where job_id = ? and state = 'QUEUED'")) {
            job.setObject(1, jobId);
            job.executeUpdate();
            commands.setObject(1, jobId);
            return commands.executeUpdate();
          }
        });
  }
}
