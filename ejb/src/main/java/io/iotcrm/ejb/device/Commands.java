package io.iotcrm.ejb.device;

import static io.iotcrm.domain.platform.JsonProcessing.JSON;

import io.iotcrm.domain.customer.Contact;
import io.iotcrm.domain.customer.TimelineEntry;
import io.iotcrm.domain.customer.TimelineEntry.Kind;
import io.iotcrm.domain.customer.TimelineEntry.Subject;
import io.iotcrm.domain.device.Command;
import io.iotcrm.domain.device.CommandOptions;
import io.iotcrm.domain.device.Device;
import io.iotcrm.domain.platform.LiveEvent;
import io.iotcrm.ejb.platform.LiveEvents;
import io.iotcrm.ejb.platform.Meters;
import io.iotcrm.ejb.platform.Outbox;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Commands within the caller's transaction. */
@Dependent
public class Commands {
  static final String OUTBOX_KIND = "COMMAND";

  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private Outbox outbox;
  @Inject private EarlyReports early;
  @Inject private LiveEvents live;
  @Inject private Meters meters;

  /**
   * What is to be sent.
   *
   * @param requestedBy a user name or {@code rule/ID}
   * @param key the same key makes the same command once
   */
  public record Request(
      String deviceId,
      String name,
      String paramsJson,
      String requestedBy,
      UUID alarmId,
      Instant expiresAt,
      CommandOptions options,
      String key) {}

  /** Stores the command; it leaves as soon as the transaction has committed. */
  public Command queue(Request request) {
    return queue(request, null);
  }

  /**
   * @param id by which an edge may have sent the same command; null: a new one
   */
  public Command queue(Request request, UUID id) {
    Optional<Command> before = known(request);
    if (before.isPresent()) {
      return before.get();
    }
    Command command = made(request, id);
    em.persist(command);
    send(command);
    tell(command);
    return command;
  }

  /**
   * Writes down a command that an edge connector has sent by itself; the centre neither sends nor
   * repeats it.
   *
   * @param by {@code edge/ID}
   */
  public void wasSent(Request request, UUID id, String by) throws SQLException {
    early.lock(id);
    Optional<Command> before = known(request);
    Command command = before.orElseGet(() -> made(request, id));
    command.sentBy(by, Instant.now());
    if (before.isEmpty()) {
      em.persist(command);
      tell(command);
    } else {
      changed(command);
    }
    early.take(id, request.deviceId()).ifPresent(report -> apply(command, report));
  }

  /** What the device said before we knew of the command. */
  private void apply(Command command, EarlyReports.Report report) {
    if (report.deliveredAt() != null) {
      command.delivered(report.deliveredAt());
    }
    if (report.succeeded() != null
        && command.answered(report.succeeded(), report.result(), report.error(), Instant.now())) {
      note(
          command,
          Kind.COMMAND_ANSWERED,
          "%s answered %s: %s"
              .formatted(
                  command.getDeviceId(),
                  command.getName(),
                  report.succeeded() ? "succeeded" : "failed"),
          "device/" + command.getDeviceId());
    } else {
      changed(command);
    }
  }

  private Optional<Command> known(Request request) {
    return em.createQuery("select c from Command c where c.idempotencyKey = ?1", Command.class)
        .setParameter(1, request.key())
        .getResultStream()
        .findFirst();
  }

  private static Command made(Request request, UUID id) {
    Command command =
        new Command(
            request.deviceId(),
            request.name(),
            request.paramsJson(),
            request.requestedBy(),
            request.alarmId(),
            request.expiresAt(),
            request.key());
    command.travels(request.options());
    if (id != null) {
      command.isKnownAs(id);
    }
    return command;
  }

  private void tell(Command command) {
    note(
        command,
        Kind.COMMAND_SENT,
        "Command %s to %s".formatted(command.getName(), command.getDeviceId()),
        command.getRequestedBy());
  }

  /** Puts it into the outbox, each attempt once. */
  void send(Command command) {
    outbox.add(
        OUTBOX_KIND,
        JSON.createObjectBuilder().add("commandId", command.getId().toString()).build().toString(),
        "command/" + command.getId() + "/" + command.getAttempts(),
        command.getAttempts() == 0 ? command.getNotBefore() : null);
  }

  /** Tells open pages and the metrics where the command stands now. */
  void changed(Command command) {
    meters.command(command.getState().name());
    Subject subject = subject(command);
    live.publish(
        new LiveEvent(
            LiveEvent.Type.COMMAND,
            command.getDeviceId(),
            subject.accountId(),
            subject.contactId(),
            Instant.now(),
            command.getId().toString(),
            command.getState().name()));
  }

  /** Writes it into the timeline of the device and its owner, and tells open pages. */
  void note(Command command, Kind kind, String title, String actor) {
    em.persist(
        new TimelineEntry(Instant.now(), subject(command), kind, title, command.getError(), actor)
            .about("command", command.getId()));
    changed(command);
  }

  private Subject subject(Command command) {
    Device device = em.find(Device.class, command.getDeviceId());
    if (device == null) {
      return new Subject(null, null, command.getDeviceId());
    }
    Contact contact = device.getContact();
    UUID account =
        device.getAccount() != null
            ? device.getAccount().getId()
            : contact == null || contact.getAccount() == null ? null : contact.getAccount().getId();
    return new Subject(account, contact == null ? null : contact.getId(), device.getId());
  }
}
