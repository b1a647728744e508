package io.iotcrm.ejb.rule;

import io.iotcrm.domain.rule.RuleEvent;
import io.iotcrm.ejb.device.DeviceWork;
import io.iotcrm.ejb.platform.FailedWorkTable;
import io.iotcrm.ejb.platform.Failure;
import io.iotcrm.ejb.platform.Meters;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

/** Carries out the actions of what fired, event by event. */
@ApplicationScoped
public class FiredRules {
  private static final Logger LOG = System.getLogger(FiredRules.class.getName());
  private static final int ATTEMPTS = 3;

  @EJB private ActionService actions;
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
        perform(one.deviceId(), event);
      }
      confirmations.add(DeviceWork.confirm(one.deviceId(), one.events()));
    }
    return confirmations;
  }

  /**
   * An event that cannot be carried out for another reason than an outage becomes failed work: one
   * rule's mistake must not hold up everybody's readings.
   */
  private void perform(String deviceId, RuleEvent event) throws Exception {
    for (int attempt = 1; ; attempt++) {
      try {
        actions.perform(deviceId, event);
        meters.ruleEvent(event.kind().name());
        return;
      } catch (Exception e) {
        Failure failure = Failure.of(e);
        if (failure == Failure.OUTAGE) {
          throw e;
        }
        if (attempt == ATTEMPTS || failure == Failure.DATA) {
          failedWork.record(
              RuleEventReplay.failure(deviceId, event, String.valueOf(e.getMessage()), attempt));
          meters.ruleEvent("GIVEN_UP");
          LOG.log(
              Level.WARNING,
              "Rule " + event.ruleId() + " fired on " + deviceId + ", but its actions failed",
              e);
          return;
        }
      }
    }
  }
}
