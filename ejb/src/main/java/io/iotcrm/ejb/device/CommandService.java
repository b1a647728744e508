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
import io.iotcrm.domain.platform.Cursor;
import io.iotcrm.domain.platform.Ids;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.ejb.platform.ListQuery;
import io.iotcrm.ejb.platform.Records;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonReader;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Commands as people and programs give them. */
@Stateless
public class CommandService {
  private static final Duration DEFAULT_LIFE = Duration.ofHours(1);
  private static final Duration LONGEST_LIFE = Duration.ofDays(30);
  private static final int MAX_PARAMS = 10_000;

  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private Records records;
  @Inject private Commands commands;

  @Resource private SessionContext caller;

  /** Sends a command; the same key of the same caller gives the command that was made first. */
  @RolesAllowed({ADMIN, SUPPORT, INTEGRATOR})
  public CommandView send(NewCommand wanted) {
    Device device = records.find(Device.class, "device", wanted.deviceId());
    if (!device.isEnabled()) {
      throw new InvalidInputException("/deviceId", "is blocked: unblock it first");
    }
    if (wanted.name() == null || !wanted.name().matches("[A-Za-z0-9_.-]{1,64}")) {
      throw new InvalidInputException("/name", "must be 1 to 64 letters, digits, '_', '-', '.'");
    }
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
                params(wanted.paramsJson()),
                by,
                null,
                expiry(wanted.expiresAt()),
                key));
    records.flush("command", key);
    return CommandView.of(command);
  }

  private static String params(String json) {
    if (json == null || json.isBlank()) {
      return "{}";
    }
    if (json.length() > MAX_PARAMS) {
      throw new InvalidInputException("/params", "must have at most " + MAX_PARAMS + " characters");
    }
    try (JsonReader reader = Json.createReader(new StringReader(json))) {
      return reader.readObject().toString();
    } catch (JsonException e) {
      throw new InvalidInputException("/params", "must be a JSON object");
    }
  }

  private static Instant expiry(Instant wanted) {
    Instant now = Instant.now();
    if (wanted == null) {
      return now.plus(DEFAULT_LIFE);
    }
    if (!wanted.isAfter(now) || wanted.isAfter(now.plus(LONGEST_LIFE))) {
      throw new InvalidInputException("/expiresAt", "must lie in the next 30 days");
    }
    return wanted;
  }

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public CommandView command(UUID id) {
    return CommandView.of(records.find(Command.class, "command", id));
  }

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public Page<CommandView> list(CommandQuery query) {
    ListQuery<Command> list =
        ListQuery.of(em, Command.class, "select c from Command c", query.page())
            .filter("c.deviceId = ?", query.deviceId())
            .filter(
                "c.deviceId in (select d.id from Device d where d.account.id = ?)",
                query.accountId())
            .filter("c.state = ?", query.state());
    Cursor after = list.cursor(2);
    if (after != null) {
      list.and(
          "c.createdAt < ? or c.createdAt = ? and c.id > ?",
          after.instant(0),
          after.instant(0),
          after.uuid(1));
    }
    return list.page(
        "c.createdAt desc, c.id",
        command -> Cursor.of(command.getCreatedAt(), command.getId()),
        CommandView::of);
  }
}
