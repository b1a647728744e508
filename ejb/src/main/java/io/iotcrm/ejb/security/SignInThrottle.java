package io.iotcrm.ejb.security;

import static io.iotcrm.domain.security.Role.ADMIN;

import io.iotcrm.domain.platform.RecordNotFoundException;
import io.iotcrm.domain.security.AuditEntry.Outcome;
import io.iotcrm.domain.security.AuditEvent;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.Meters;
import io.iotcrm.ejb.platform.SchemaMigration;
import io.iotcrm.ejb.platform.TimerFailures;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Addresses from which too many passwords were wrong have to wait, longer each time. Failures are
 * counted in the database, for all instances; who has to wait is in the memory of each, at most two
 * seconds old, so that a right password costs nothing more.
 */
@Startup
@Singleton
@PermitAll
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class SignInThrottle {
  private static final Logger LOG = System.getLogger(SignInThrottle.class.getName());
  private static final String NAME = "address";

  /**
   * An address that has to wait.
   *
   * @param failures since the first of a quarter of an hour
   */
  public record Block(String address, int failures, Instant lastFailedAt, Instant until) {}

  @Inject private AddressFailures table;
  @Inject private SchemaMigration schema;
  @Inject private Meters meters;
  @Inject private TimerFailures failures;
  @EJB private AuditLog audit;
  @Resource private SessionContext context;

  @Inject
  @ConfigProperty(name = "iotcrm.security.address-failures", defaultValue = "20")
  private int free;

  private final Map<String, Instant> waiting = new ConcurrentHashMap<>();

  @PostConstruct
  void show() {
    meters.gauge("iotcrm_sign_in_blocked_addresses", waiting::size);
  }

  /**
   * How long nothing from there is looked at; zero: it may try.
   *
   * @param address as the door knows it; null may always try
   */
  public Duration wait(String address) {
    Instant until = address == null ? null : waiting.get(AddressFailures.network(address));
    Instant now = Instant.now();
    return until == null || !until.isAfter(now) ? Duration.ZERO : Duration.between(now, until);
  }

  /** A person's password was wrong. Throws nothing: the refusal stands anyway. */
  public void failed(String address) {
    if (free <= 0 || address == null) {
      return;
    }
    String network = AddressFailures.network(address);
    try {
      Instant until = table.count(network, free);
      if (until != null && waiting.put(network, until) == null) {
        audit.recordApart(
            "system",
            new AuditEvent("block", NAME, network, Outcome.DENIED, address, "until " + until));
      }
    } catch (SQLException | RuntimeException e) {
      LOG.log(Level.DEBUG, "a wrong password is not counted for its address", e);
    }
  }

  @Schedule(hour = "*", minute = "*", second = "*/2", persistent = false)
  void refresh() {
    try {
      if (schema.isCurrent()) {
        Map<String, Instant> now = new ConcurrentHashMap<>();
        table.blocks().forEach(block -> now.put(block.address(), block.until()));
        waiting.keySet().retainAll(now.keySet());
        waiting.putAll(now);
      }
    } catch (Exception e) {
      failures.add("sign-in-throttle", e);
    }
  }

  @Schedule(hour = "4", minute = "10", persistent = false)
  void forgetOld() {
    try {
      if (schema.isCurrent()) {
        table.forgetOld();
      }
    } catch (Exception e) {
      failures.add("sign-in-addresses", e);
    }
  }

  /** Those that have to wait now. */
  @RolesAllowed(ADMIN)
  public List<Block> blocks() {
    return Database.answer(table::blocks);
  }

  /** The address may try again, here at once and elsewhere within two seconds. */
  @RolesAllowed(ADMIN)
  public void unblock(String address) {
    if (Database.answer(() -> table.forget(address)) == 0) {
      throw new RecordNotFoundException(NAME, address);
    }
    waiting.remove(address);
    audit.recordApart(
        context.getCallerPrincipal().getName(), AuditEvent.allowed("unblock", NAME, address));
  }
}
