package io.iotcrm.ejb.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;

/** Counts and logs the runs of timers that failed. A timer catches everything and comes here. */
@ApplicationScoped
public class TimerFailures {
  private static final Logger LOG = System.getLogger(TimerFailures.class.getName());

  @Inject private Meters meters;

  public void add(String timer, Exception cause) {
    add(timer, cause, "The timer " + timer + " failed; it runs again");
  }

  /**
   * @param message what is not done, and when it will be
   */
  public void add(String timer, Exception cause, String message) {
    meters.timerFailed(timer);
    LOG.log(Failure.logLevel(cause), message, cause);
  }
}
