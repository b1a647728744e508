package io.iotcrm.ejb.device;

import io.iotcrm.domain.customer.TimelineEntry.Kind;
import io.iotcrm.domain.device.Command;
import io.iotcrm.domain.device.CommandOptions;
import io.iotcrm.domain.device.CommandState;
import io.iotcrm.ejb.platform.OutageException;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Where commands stand, as broker and devices report it: each report is a transaction of its own on
 * a locked row, so that reports which come at the same time follow each other.
 */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class CommandLedger {
  private static final Duration FIRST_REPEAT = Duration.ofSeconds(15);
  private static final Duration LONGEST_REPEAT = Duration.ofMinutes(10);
  private static final int AT_ONCE = 500;
  private static final Set<CommandState> OPEN =
      Set.of(CommandState.QUEUED, CommandState.SENT, CommandState.DELIVERED);

  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private Commands commands;
  @Inject private EarlyReports early;

  /** A command as it leaves. */
  public record Outgoing(
      UUID id,
      String deviceId,
      String name,
      String paramsJson,
      Instant expiresAt,
      CommandOptions options) {}

  /** What became of a report. */
  public enum Report {
    TAKEN,
    /** It was known already, or came too late. */
    OLD,
    /** There is no such command for this device. */
    UNKNOWN
  }

  /** The command, where it still makes sense to send it and no edge has done so. */
  public Optional<Outgoing> outgoing(UUID id) {
    Command command = em.find(Command.class, id);
    if (command == null
        || command.isOver()
        || command.getSentBy() != null
        || command.getExpiresAt().isBefore(Instant.now())) {
      return Optional.empty();
    }
    return Optional.of(
        new Outgoing(
            id,
            command.getDeviceId(),
            command.getName(),
            command.getParams(),
            command.getExpiresAt(),
            new CommandOptions(
                command.isOneWay(),
                command.isPersistent(),
                command.getTimeoutSeconds(),
                command.getNotBefore())));
  }

  public void sent(UUID id, Instant at) {
    Command command = locked(id);
    if (command != null) {
      CommandState before = command.getState();
      command.sent(at);
      if (command.getState() != before) {
        commands.changed(command);
      }
    }
  }

  /** The device's client has it. */
  public Report delivered(UUID id, String deviceId, Instant at) {
    Command command = locked(id);
    if (command == null && EarlyReports.mayBeEdges(id)) {
      EarlyReports.Report report = new EarlyReports.Report(at, null, null, null);
      if (isKeptForLater(id, deviceId, report)) {
        return Report.TAKEN;
      }
      command = locked(id);
    }
    if (command == null || !command.getDeviceId().equals(deviceId)) {
      return Report.UNKNOWN;
    }
    CommandState before = command.getState();
    command.delivered(at);
    if (command.getState() == before) {
      return Report.OLD;
    }
    commands.changed(command);
    return Report.TAKEN;
  }

  /**
   * The device answered; its first answer stands.
   *
   * @param resultJson JSON or null
   */
  public Report answered(
      UUID id, String deviceId, boolean succeeded, String resultJson, String error) {
    Command command = locked(id);
    if (command == null && EarlyReports.mayBeEdges(id)) {
      EarlyReports.Report report = new EarlyReports.Report(null, succeeded, resultJson, error);
      if (isKeptForLater(id, deviceId, report)) {
        return Report.TAKEN;
      }
      command = locked(id);
    }
    if (command == null || !command.getDeviceId().equals(deviceId)) {
      return Report.UNKNOWN;
    }
    if (!command.answered(succeeded, resultJson, error, Instant.now())) {
      return Report.OLD;
    }
    commands.note(
        command,
        Kind.COMMAND_ANSWERED,
        "%s answered %s: %s"
            .formatted(deviceId, command.getName(), succeeded ? "succeeded" : "failed"),
        "device/" + deviceId);
    return Report.TAKEN;
  }

  /** Where an edge sent a command of which it has not told us yet. */
  private boolean isKeptForLater(UUID id, String deviceId, EarlyReports.Report report) {
    try {
      early.lock(id);
      return locked(id) == null && early.keep(id, deviceId, report);
    } catch (SQLException e) {
      throw new OutageException("a report on command " + id + " could not be kept", e);
    }
  }

  private Command locked(UUID id) {
    return em.find(Command.class, id, LockModeType.PESSIMISTIC_WRITE);
  }

  /** Ends commands whose time is up, and forgets reports on commands that nobody has sent. */
  public int expire() {
    Instant now = Instant.now();
    try {
      early.forgetOld();
    } catch (SQLException e) {
      throw new OutageException("early reports on commands could not be removed", e);
    }
    return end(
        "select c from Command c where c.completedAt is null and c.state in ?2"
            + " and c.expiresAt < ?1",
        now,
        command -> command.expire(now));
  }

  /** Ends commands that were sent and to which nothing came back in time. */
  public int timeOut() {
    Instant now = Instant.now();
    return end(
        "select c from Command c where c.completedAt is null and c.state in ?2"
            + " and c.timeoutAt < ?1",
        now,
        command -> command.timeOut(now));
  }

  private int end(String query, Instant now, Consumer<Command> ending) {
    List<Command> late =
        em.createQuery(query, Command.class)
            .setParameter(1, now)
            .setParameter(2, OPEN)
            .setMaxResults(AT_ONCE)
            .getResultList();
    for (Command command : late) {
      ending.accept(command);
      commands.changed(command);
    }
    return late.size();
  }

  /** Sends again what no device has acknowledged: after 15 s, and each time twice as late. */
  public int repeat() {
    Instant now = Instant.now();
    List<Command> waiting =
        em.createQuery(
                "select c from Command c where c.state = ?1 and c.sentAt < ?2"
                    + " and c.persistent = true and c.sentBy is null"
                    + " order by c.sentAt desc",
                Command.class)
            .setParameter(1, CommandState.SENT)
            .setParameter(2, now.minus(FIRST_REPEAT))
            .setMaxResults(AT_ONCE)
            .getResultList();
    int repeated = 0;
    for (Command command : waiting) {
      if (isDue(command, now)) {
        commands.send(command);
        repeated++;
      }
    }
    return repeated;
  }

  private static boolean isDue(Command command, Instant now) {
    return !now.isBefore(command.getSentAt().plus(waitedAfter(command.getAttempts())));
  }

  /** The sum of the delays before the attempt after this many: 15, 45, 105 s ... */
  static Duration waitedAfter(int attempts) {
    Duration sum = Duration.ZERO;
    for (int i = 0; i < attempts; i++) {
      Duration delay = FIRST_REPEAT.multipliedBy(1L << Math.min(i, 10));
      sum = sum.plus(delay.compareTo(LONGEST_REPEAT) < 0 ? delay : LONGEST_REPEAT);
    }
    return sum;
  }
}
