package io.iotcrm.ejb.rule;

import io.iotcrm.domain.rule.RuleEvent;
import io.iotcrm.domain.telemetry.EdgeEvent;
import io.iotcrm.ejb.device.ActiveRules;
import io.iotcrm.ejb.device.DeviceWork;
import io.iotcrm.ejb.platform.FailedWorkTable;
import io.iotcrm.ejb.platform.Failure;
import io.iotcrm.ejb.platform.Meters;
import io.iotcrm.ejb.platform.StartingException;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Carries out the actions of what fired, event by event. */
@ApplicationScoped
public class FiredRules {
  private static final Logger LOG = System.getLogger(FiredRules.class.getName());
  private static final int ATTEMPTS = 3;
  private static final String GIVEN_UP = "GIVEN_UP";

  /** As far as a device's clock is believed, see {@code ReadingCheck}. */
  private static final Duration AHEAD = Duration.ofMinutes(5);

  @EJB private ActionService actions;
  @Inject private ActiveRules rules;
  @Inject private FailedWorkTable failedWork;
  @Inject private Meters meters;

  /**
   * Does everything that the events ask for.
   *
   * @return what to tell the twins, so that they report these events no more
   * @throws Exception on an outage: the events come again with the redelivered readings
   */
  public List<DeviceWork> carryOut(List<DeviceWork.Fired> fired) throws Exception {
    List<DeviceWork> confirmations = new ArrayList<>();
    for (DeviceWork.Fired one : fired) {
      for (RuleEvent event : one.events()) {
        perform(Happened.here(one.deviceId(), event));
      }
      confirmations.add(DeviceWork.confirm(one.deviceId(), one.events()));
    }
    return confirmations;
  }

  /**
   * Does everything that events ask for which rules caused at an edge connector.
   *
   * @throws Exception on an outage: the events come again with the batch
   */
  public void carryOut(List<EdgeEvent> events, String edgeId) throws Exception {
    if (!events.isEmpty() && rules.current().isEmpty()) {
      throw new StartingException("the rules are not loaded yet");
    }
    Instant latest = Instant.now().plus(AHEAD);
    for (EdgeEvent event : events) {
      EventOutcome outcome =
          event.at().isAfter(latest) || event.raisedAt().isAfter(event.at())
              ? EventOutcome.NOT_WANTED
              : perform(Happened.atEdge(event, edgeId));
      meters.edgeEvent(outcome == null ? GIVEN_UP : outcome.name());
    }
  }

  /**
   * An event that cannot be carried out for another reason than an outage becomes failed work: one
   * rule's mistake must not hold up everybody's readings.
   *
   * @return null where it became failed work
   */
  private EventOutcome perform(Happened happened) throws Exception {
    RuleEvent event = happened.event();
    for (int attempt = 1; ; attempt++) {
      try {
        EventOutcome outcome = actions.perform(happened);
        meters.ruleEvent(event.kind().name());
        return outcome;
      } catch (Exception e) {
        Failure failure = Failure.of(e);
        if (failure == Failure.OUTAGE) {
          throw e;
        }
        if (attempt == ATTEMPTS || failure == Failure.DATA) {
          failedWork.record(
              RuleEventReplay.failure(happened, String.valueOf(e.getMessage()), attempt));
          meters.ruleEvent(GIVEN_UP);
          LOG.log(
              Level.WARNING,
              "Rule %s fired on %s, but its actions failed"
                  .formatted(event.ruleId(), happened.deviceId()),
              e);
          return null;
        }
      }
    }
  }
}
