package io.iotcrm.ejb.device;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.device.Command;
import io.iotcrm.domain.device.CommandQuery;
import io.iotcrm.domain.device.CommandView;
import io.iotcrm.domain.device.Device;
import io.iotcrm.domain.device.NewCommand;
import io.iotcrm.domain.platform.Ids;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.RecordNotFoundException;
import io.iotcrm.domain.security.Action;
import io.iotcrm.domain.security.RecordKind;
import io.iotcrm.ejb.platform.ListQuery;
import io.iotcrm.ejb.platform.Records;
import io.iotcrm.ejb.security.Permissions;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Commands as people and programs give them. */
@Stateless
public class CommandService {
  private static final String WITHIN =
      "c.deviceId in (select r.id from Device r" + DeviceReach.JOINS + " where ";

  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private Records records;
  @Inject private DeviceReach reach;
  @Inject private Permissions permissions;
  @Inject private Commands commands;

  @Resource private SessionContext caller;

  /** Sends a command; the same key of the same caller gives the command that was made first. */
  @RolesAllowed({ADMIN, SUPPORT, INTEGRATOR})
  public CommandView send(NewCommand wanted) {
    Device device =
        records.allowed(Action.EDIT, Device.class, RecordKind.DEVICE, wanted.deviceId());
    if (!device.isEnabled()) {
      throw new InvalidInputException("/deviceId", "is blocked: unblock it first");
    }
    CommandCheck.Checked checked =
        CommandCheck.of(wanted.name(), wanted.paramsJson(), wanted.options(), wanted.expiresAt());
    String by = caller.getCallerPrincipal().getName();
    String key =
        wanted.idempotencyKey() == null
            ? Ids.next().toString()
            : "user/" + by + "/" + wanted.idempotencyKey();
    Command command =
        commands.queue(
            new Commands.Request(
                device.getId(),
                wanted.name(),
                checked.params(),
                by,
                null,
                checked.expiresAt(),
                wanted.options(),
                key));
    records.save("send", "command", command.getId());
    return CommandView.of(command);
  }

  /** Takes a command back that was not sent yet. */
  @RolesAllowed({ADMIN, SUPPORT, INTEGRATOR})
  public CommandView cancel(UUID id) {
    Command command = readable(id);
    reach.require(Action.EDIT, command.getDeviceId());
    em.lock(command, LockModeType.PESSIMISTIC_WRITE);
    em.refresh(command);
    if (!command.cancel(Instant.now())) {
      throw new InvalidInputException(
          "/state", "is " + command.getState() + ": only what is QUEUED can be cancelled");
    }
    commands.changed(command);
    records.save("cancel", "command", id);
    return CommandView.of(command);
  }

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public CommandView command(UUID id) {
    return CommandView.of(readable(id));
  }

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public Page<CommandView> list(CommandQuery query) {
    ListQuery<Command> list =
        ListQuery.of(em, Command.class, "select c from Command c", query.page())
            .within(
                permissions.require(Action.READ, RecordKind.DEVICE),
                WITHIN,
                ")",
                DeviceReach.whose())
            .filter("c.deviceId = ?", query.deviceId())
            .filter(
                "c.deviceId in (select d.id from Device d where d.account.id = ?)",
                query.accountId())
            .filter("c.jobId = ?", query.jobId())
            .filter("c.state = ?", query.state());
    return list.newestFirst(
        "c.createdAt", Command::getCreatedAt, "c.id", Command::getId, CommandView::of);
  }

  /** A command of a device out of reach is not there. */
  private Command readable(UUID id) {
    Command command = records.find(Command.class, "command", id);
    if (reach.among(List.of(command.getDeviceId()), Action.READ).isEmpty()) {
      throw new RecordNotFoundException("command", id);
    }
    return command;
  }
}
