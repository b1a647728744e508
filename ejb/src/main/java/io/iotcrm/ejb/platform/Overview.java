package io.iotcrm.ejb.platform;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.rule.Severity;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.io.Serializable;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** The numbers of the home page, for the whole cluster. Asking often costs nothing. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class Overview {
  private static final Logger LOG = System.getLogger(Overview.class.getName());
  private static final Duration COUNTS_FRESH = Duration.ofSeconds(1);
  private static final Duration ACTIVE_FRESH = Duration.ofSeconds(10);

  private static final String WORK =
      """
      select (select count(*) from device),
             (select count(*) from ticket where status in ('NEW', 'OPEN', 'PENDING')),
             (select count(*) from task where status = 'OPEN' and due_at < now()),
             (select count(*) from command
               where state in ('QUEUED', 'SENT', 'DELIVERED') and completed_at is null),
             (select count(*) from failed_work where state = 'OPEN')
      """;

  private static final String ALARMS =
      "select severity, count(*) from alarm where cleared_at is null group by severity";

  /** As presence knows it: to ask the readings took seconds where a day has millions of them. */
  private static final String ACTIVE =
      "select count(*) from device_presence where last_seen_at > now() - interval '5 minutes'";

  /** PostgreSQL counts what is inserted anyway; counting the rows themselves would not be cheap. */
  private static final String INSERTED =
      "select coalesce(sum(n_tup_ins), 0) from pg_stat_user_tables"
          + " where relname ~ '^reading_[0-9]{8}$'";

  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private ReachedCounts reached;

  private final ReentrantLock asking = new ReentrantLock();
  private final ReadingRate rate = new ReadingRate();
  private volatile Counts counts;
  private volatile Instant countsAt = Instant.MIN;
  private volatile long active;
  private volatile Instant activeAt = Instant.MIN;

  /**
   * What there is at this moment.
   *
   * @param activeDevices devices of which a message was taken in the last five minutes
   * @param openAlarms by severity; every severity is there
   * @param tasksDue open tasks whose time has come
   * @param openCommands commands without an answer yet
   * @param failedWork what was given up and nobody has decided on
   * @param at when it was counted
   */
  public record Counts(
      long devices,
      long activeDevices,
      long readingsPerMinute,
      Map<Severity, Long> openAlarms,
      long openTickets,
      long tasksDue,
      long openCommands,
      long failedWork,
      Instant at)
      implements Serializable {
    public Counts {
      openAlarms = Map.copyOf(openAlarms);
    }
  }

  /** What the caller reaches of all there is. */
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public Counts counts() {
    return reached.of(shared());
  }

  /** At most a second old; those who ask while somebody else counts get the numbers before. */
  private Counts shared() {
    Counts known = counts;
    if (known != null && Instant.now().isBefore(countsAt.plus(COUNTS_FRESH))) {
      return known;
    }
    if (known != null && !asking.tryLock()) {
      return known;
    }
    if (known == null) {
      asking.lock();
    }
    try {
      counts = count();
      countsAt = Instant.now();
      return counts;
    } finally {
      asking.unlock();
    }
  }

  /** On every instance, so that each knows the rate by itself. */
  @PermitAll
  @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
  void sample() {
    try {
      rate.add(Instant.now(), number(em.createNativeQuery(INSERTED).getSingleResult()));
    } catch (RuntimeException e) {
      // Thrown twice, the container would end the timer for good; the database may be away.
      LOG.log(Level.DEBUG, "no sample of the reading rate", e);
    }
  }

  private Counts count() {
    Object[] work = (Object[]) em.createNativeQuery(WORK).getSingleResult();
    Map<Severity, Long> alarms = new EnumMap<>(Severity.class);
    for (Severity severity : Severity.values()) {
      alarms.put(severity, 0L);
    }
    for (Object row : em.createNativeQuery(ALARMS).getResultList()) {
      Object[] pair = (Object[]) row;
      alarms.put(Severity.valueOf((String) pair[0]), number(pair[1]));
    }
    Instant now = Instant.now();
    if (now.isAfter(activeAt.plus(ACTIVE_FRESH))) {
      active = number(em.createNativeQuery(ACTIVE).getSingleResult());
      activeAt = now;
    }
    return new Counts(
        number(work[0]),
        active,
        rate.perMinute(),
        alarms,
        number(work[1]),
        number(work[2]),
        number(work[3]),
        number(work[4]),
        now);
  }

  private static long number(Object value) {
    return ((Number) value).longValue();
  }
}
