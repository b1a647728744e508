package io.iotcrm.ejb.device;

import static io.iotcrm.domain.platform.JsonProcessing.JSON;
import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.device.CommandJobView;
import io.iotcrm.domain.device.CommandState;
import io.iotcrm.domain.device.DeviceSelection;
import io.iotcrm.domain.device.NewCommandJob;
import io.iotcrm.domain.platform.Cursor;
import io.iotcrm.domain.platform.Ids;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.platform.RecordNotFoundException;
import io.iotcrm.domain.security.Action;
import io.iotcrm.ejb.platform.Meters;
import io.iotcrm.ejb.platform.NativeRows;
import io.iotcrm.ejb.platform.Outbox;
import io.iotcrm.ejb.platform.Records;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Commands to many devices. They are made in parts, so that ten thousand hold up nobody. */
@Stateless
public class CommandJobs {
  static final String OUTBOX_KIND = "COMMAND_JOB";

  private static final String NAME = "command-job";
  private static final int AT_ONCE = 500;
  private static final String SELECT =
      """
      select id, name, cast(params as text), cast(selection as text), one_way, persistent, timeout_seconds,
             not_before, expires_at, state, created, requested_by, created_at, finished_at, version
        from command_job
      """;

  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private CommandJobTable table;
  @Inject private Records records;
  @Inject private DeviceReach reach;
  @Inject private Outbox outbox;
  @Inject private Meters meters;

  @Resource private SessionContext caller;

  /** How many devices a job would reach now. */
  @RolesAllowed({ADMIN, SUPPORT, INTEGRATOR})
  public long count(DeviceSelection selection) {
    reach.requireAll(Action.EDIT);
    try {
      return table.count(selection);
    } catch (SQLException e) {
      throw new IllegalStateException("the devices could not be counted", e);
    }
  }

  /** Starts a job; the same key of the same caller gives the job that was made first. */
  @RolesAllowed({ADMIN, SUPPORT, INTEGRATOR})
  public CommandJobView start(NewCommandJob wanted) {
    CommandCheck.Checked checked =
        CommandCheck.of(wanted.name(), wanted.paramsJson(), wanted.options(), wanted.expiresAt());
    if (count(wanted.selection()) == 0) {
      throw new InvalidInputException("/selection", "fits no device in use");
    }
    String by = caller.getCallerPrincipal().getName();
    UUID id = Ids.next();
    String key =
        wanted.idempotencyKey() == null
            ? id.toString()
            : "user/" + by + "/" + wanted.idempotencyKey();
    Instant notBefore = wanted.options().notBefore();
    int inserted =
        em.createNativeQuery(
                "insert into command_job (id, name, params, selection, one_way, persistent,"
                    + " timeout_seconds, not_before, expires_at, state, requested_by,"
                    + " idempotency_key) values (?1, ?2, cast(?3 as jsonb), cast(?4 as jsonb), ?5,"
                    + " ?6, cast(?7 as integer), cast(?8 as timestamptz), ?9, 'CREATING', ?10, ?11)"
                    + " on conflict (idempotency_key) do nothing")
            .setParameter(1, id)
            .setParameter(2, wanted.name())
            .setParameter(3, checked.params())
            .setParameter(4, wanted.selection().json().toString())
            .setParameter(5, wanted.options().oneWay())
            .setParameter(6, wanted.options().persistent())
            .setParameter(7, text(wanted.options().timeoutSeconds()))
            .setParameter(8, text(notBefore))
            .setParameter(9, Timestamp.from(checked.expiresAt()))
            .setParameter(10, by)
            .setParameter(11, key)
            .executeUpdate();
    if (inserted == 0) {
      return one(" where idempotency_key = ?1", key);
    }
    goOn(id, "");
    records.save("start", NAME, id);
    return job(id);
  }

  /** As text, which PostgreSQL casts: a null has no type otherwise. */
  private static String text(Object value) {
    return value == null ? null : value.toString();
  }

  private void goOn(UUID jobId, String lastDeviceId) {
    outbox.add(
        OUTBOX_KIND,
        JSON.createObjectBuilder().add("jobId", jobId.toString()).build().toString(),
        "command-job/" + jobId + "/" + lastDeviceId);
  }

  /** Makes some of a job's commands, and sees to it that the rest follows. */
  @PermitAll
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public void createSome(UUID jobId) throws SQLException {
    Optional<CommandJobTable.Part> part = table.createSome(jobId, AT_ONCE);
    if (part.isPresent()) {
      meters.commands(CommandState.QUEUED.name(), part.get().created());
      if (part.get().more()) {
        goOn(jobId, part.get().lastDeviceId());
      }
    }
  }

  /** Makes no further commands and takes back those that are not sent yet. */
  @RolesAllowed({ADMIN, SUPPORT, INTEGRATOR})
  public CommandJobView cancel(UUID id) {
    reach.requireAll(Action.EDIT);
    job(id);
    try {
      int taken = table.cancel(id);
      meters.commands(CommandState.CANCELLED.name(), taken);
    } catch (SQLException e) {
      throw new IllegalStateException("the job could not be cancelled", e);
    }
    records.save("cancel", NAME, id);
    return job(id);
  }

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public CommandJobView job(UUID id) {
    reach.requireAll(Action.READ);
    return one(" where id = ?1", id);
  }

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public Page<CommandJobView> list(PageRequest page) {
    reach.requireAll(Action.READ);
    Cursor after = page.after(2);
    String where = after == null ? "" : " where created_at < ?1 or created_at = ?1 and id > ?2";
    Query query = em.createNativeQuery(SELECT + where + " order by created_at desc, id");
    if (after != null) {
      query.setParameter(1, Timestamp.from(after.instant(0))).setParameter(2, after.uuid(1));
    }
    List<?> rows = query.setMaxResults(page.limit() + 1).getResultList();
    List<CommandJobView> found = rows.stream().map(row -> view((Object[]) row)).toList();
    return Page.of(found, page.limit(), job -> Cursor.of(job.createdAt(), job.id()));
  }

  private CommandJobView one(String where, Object key) {
    List<?> rows = em.createNativeQuery(SELECT + where).setParameter(1, key).getResultList();
    if (rows.isEmpty()) {
      throw new RecordNotFoundException(NAME, key);
    }
    return view((Object[]) rows.get(0));
  }

  private CommandJobView view(Object[] row) {
    UUID id = (UUID) row[0];
    return new CommandJobView(
        id,
        (String) row[1],
        (String) row[2],
        (String) row[3],
        (Boolean) row[4],
        (Boolean) row[5],
        row[6] == null ? null : ((Number) row[6]).intValue(),
        NativeRows.instant(row[7]),
        NativeRows.instant(row[8]),
        CommandJobView.State.valueOf((String) row[9]),
        ((Number) row[10]).intValue(),
        states(id),
        (String) row[11],
        NativeRows.instant(row[12]),
        NativeRows.instant(row[13]),
        ((Number) row[14]).longValue());
  }

  private Map<CommandState, Long> states(UUID jobId) {
    Map<CommandState, Long> states = new EnumMap<>(CommandState.class);
    for (Object row :
        em.createNativeQuery("select state, count(*) from command where job_id = ?1 group by state")
            .setParameter(1, jobId)
            .getResultList()) {
      Object[] pair = (Object[]) row;
      states.put(CommandState.valueOf((String) pair[0]), ((Number) pair[1]).longValue());
    }
    return states;
  }
}
