package io.iotcrm.ejb.rule;

import static io.iotcrm.domain.platform.JsonProcessing.JSON;
import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;

import io.iotcrm.domain.platform.Ids;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.RecordNotFoundException;
import io.iotcrm.domain.rule.CompiledRule;
import io.iotcrm.domain.rule.DryRunRequest;
import io.iotcrm.domain.rule.DryRunView;
import io.iotcrm.domain.rule.DryRunView.State;
import io.iotcrm.domain.rule.RuleDefinition;
import io.iotcrm.domain.security.Action;
import io.iotcrm.domain.security.AuditEvent;
import io.iotcrm.ejb.device.DeviceReach;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.NodeName;
import io.iotcrm.ejb.security.AuditLog;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Rules tried on stored readings before they go live. A trial is done by the instance that was
 * asked and can be looked at and cancelled through any; it ends by itself when its limits are
 * reached.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class DryRunService {
  private static final String NAME = "dry run";

  @Inject private DryRunTable table;
  @Inject private DryRunWork work;
  @Inject private NodeName node;
  @Inject private DeviceReach reach;
  @EJB private AuditLog audit;
  @Resource private SessionContext caller;

  /**
   * Begins a trial.
   *
   * @param wait how long to wait for its end before answering
   * @throws InvalidInputException also where the caller has one running, or the instance is busy
   */
  @RolesAllowed({ADMIN, ANALYST, INTEGRATOR})
  public DryRunView start(DryRunRequest request, Duration wait) {
    reach.requireAll(Action.READ); // its report names devices and their readings
    check(request.rule());
    Instant now = Instant.now();
    DryRunRequest past = request.to().isAfter(now) ? request.until(now) : request;
    UUID id = Ids.next();
    return Database.answer(
        () -> {
          String person = caller.getCallerPrincipal().getName();
          if (!table.add(id, past, json(past), person, node.name())) {
            throw new InvalidInputException(
                "", "you have a dry run going on: wait for it, or cancel it");
          }
          audit.record(AuditEvent.allowed("dry-run", "rule", past.rule().name()));
          if (!work.begin(id, past, wait)) {
            table.end(id, State.CANCELLED, null, "the instance was busy");
            throw new InvalidInputException(
                "", "this instance is busy with another dry run: try again in a while");
          }
          return find(id);
        });
  }

  private static void check(RuleDefinition rule) {
    try {
      CompiledRule.compile(Ids.next(), rule);
    } catch (InvalidInputException e) {
      throw e.under("/rule");
    }
  }

  /**
   * The last trial of a rule that the caller wanted; empty where there is none.
   *
   * @param ruleId null for rules that are not stored yet
   */
  @RolesAllowed({ADMIN, ANALYST, INTEGRATOR})
  public Optional<DryRunView> latest(UUID ruleId) {
    return Database.answer(() -> table.latest(caller.getCallerPrincipal().getName(), ruleId));
  }

  @RolesAllowed({ADMIN, ANALYST, INTEGRATOR})
  public DryRunView dryRun(UUID id) {
    return Database.answer(() -> find(id));
  }

  /** Stops a trial; one that is over stays as it is. */
  @RolesAllowed({ADMIN, ANALYST, INTEGRATOR})
  public DryRunView cancel(UUID id) {
    return Database.answer(
        () -> {
          find(id);
          table.end(id, State.CANCELLED, null, null);
          return find(id);
        });
  }

  private DryRunView find(UUID id) throws SQLException {
    return table.find(id).orElseThrow(() -> new RecordNotFoundException(NAME, id));
  }

  private static String json(DryRunRequest request) {
    RuleDefinition rule = request.rule();
    JsonObjectBuilder json =
        JSON.createObjectBuilder()
            .add("from", request.from().toString())
            .add("to", request.to().toString())
            .add("deviceIds", JSON.createArrayBuilder(request.deviceIds()))
            .add("condition", rule.condition())
            .add("holdSeconds", rule.timing().holdSeconds())
            .add("repeatCount", rule.timing().repeatCount())
            .add("repeatSeconds", rule.timing().repeatSeconds());
    addIfThere(json, "profileKey", request.profileKey());
    addIfThere(json, "site", request.site());
    addIfThere(json, "clearCondition", rule.clearCondition());
    addIfThere(json, "schedule", rule.timing().scheduleJson());
    return json.build().toString();
  }

  private static void addIfThere(JsonObjectBuilder json, String name, String value) {
    if (value != null) {
      json.add(name, value);
    }
  }
}
