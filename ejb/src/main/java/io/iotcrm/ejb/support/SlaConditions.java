package io.iotcrm.ejb.support;

import io.iotcrm.domain.support.SlaState;
import io.iotcrm.ejb.platform.ListQuery;
import java.time.Instant;

/**
 * The states of service levels as conditions on tickets: the same that {@code SlaView} shows. A
 * clock that runs has {@code since}, and then also its two moments.
 */
final class SlaConditions {
  private static final String NOT_BREACHED =
      "t.sla.response.breachedAt is null and t.sla.resolution.breachedAt is null"
          + " and (t.sla.response.since is null or t.sla.response.dueAt > ?)"
          + " and (t.sla.resolution.since is null or t.sla.resolution.dueAt > ?)";
  private static final String BREACHED =
      "t.sla.response.breachedAt is not null or t.sla.resolution.breachedAt is not null"
          + " or (t.sla.response.since is not null and t.sla.response.dueAt <= ?)"
          + " or (t.sla.resolution.since is not null and t.sla.resolution.dueAt <= ?)";
  private static final String NEAR =
      "(t.sla.response.since is not null and t.sla.response.nearAt <= ?)"
          + " or (t.sla.resolution.since is not null and t.sla.resolution.nearAt <= ?)";
  private static final String NOT_NEAR =
      "(t.sla.response.since is null or t.sla.response.nearAt > ?)"
          + " and (t.sla.resolution.since is null or t.sla.resolution.nearAt > ?)";
  private static final String RUNNING =
      "t.sla.response.since is not null or t.sla.resolution.since is not null";
  private static final String STANDING =
      "t.sla.response.since is null and t.sla.resolution.since is null";
  private static final String UNDONE =
      "(t.sla.response.target is not null and t.sla.response.doneAt is null)"
          + " or (t.sla.resolution.target is not null and t.sla.resolution.doneAt is null)";
  private static final String ALL_DONE =
      "(t.sla.response.target is null or t.sla.response.doneAt is not null)"
          + " and (t.sla.resolution.target is null or t.sla.resolution.doneAt is not null)";
  private static final String PROMISED =
      "t.sla.response.target is not null or t.sla.resolution.target is not null";
  private static final String NOTHING =
      "t.sla.response.target is null and t.sla.resolution.target is null";

  private SlaConditions() {}

  /**
   * @param state null for any
   */
  static void add(ListQuery<?> list, SlaState state, Instant now) {
    if (state == null) {
      return;
    }
    switch (state) {
      case NONE -> list.and(NOTHING);
      case BREACHED -> list.and(BREACHED, now, now);
      case DUE_SOON -> list.and(NOT_BREACHED, now, now).and(NEAR, now, now);
      case ON_TRACK -> list.and(NOT_BREACHED, now, now).and(NOT_NEAR, now, now).and(RUNNING);
      case PAUSED -> list.and(NOT_BREACHED, now, now).and(STANDING).and(UNDONE);
      case MET -> list.and(NOT_BREACHED, now, now).and(PROMISED).and(ALL_DONE);
    }
  }
}
