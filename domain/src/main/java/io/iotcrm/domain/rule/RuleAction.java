package io.iotcrm.domain.rule;

import io.iotcrm.domain.support.Priority;

/** What is done when a rule fires. */
public sealed interface RuleAction {

  /** Opens a ticket for the device's customer, with the evidence. */
  record OpenTicket(Priority priority, Template subject, Template description)
      implements RuleAction {}

  /** Gives the owner of the device's account something to do. */
  record CreateTask(Template subject, int dueInMinutes) implements RuleAction {}

  /**
   * Sends a command to the device that this one controls things through, or to itself.
   *
   * @param paramsJson JSON object
   */
  record SendCommand(String name, String paramsJson, int expiresInMinutes) implements RuleAction {}

  /**
   * Tells the recommender that the device's contact showed interest in what stands at a shelf.
   *
   * @param kind an interaction kind, e.g. DWELL
   */
  record RecordInteraction(String kind, Template shelf, RuleExpression weight)
      implements RuleAction {}
}
