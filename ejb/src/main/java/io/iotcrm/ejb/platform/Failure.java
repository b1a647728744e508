package io.iotcrm.ejb.platform;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.SocketException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/**
 * What a failure says about trying again. An outage is tried until it is over; data is wrong and
 * stays wrong; of the rest nobody knows, so it is tried a few times only.
 */
public enum Failure {
  /** Connection, shutdown, lack of resources, serialization, a member that left. */
  OUTAGE,
  /** A constraint or a value that the database refuses. */
  DATA,
  /** A defect of ours, or something never seen. */
  UNKNOWN;

  private static final Set<String> OUTAGE_STATES =
      Set.of("40001", "40P01", "55P03", "25006", "57014", "XX000");
  private static final Set<String> OUTAGE_CLASSES = Set.of("08", "53", "57", "58");
  private static final Set<String> DATA_CLASSES = Set.of("21", "22", "23");

  /** By name: the classes live in modules of the server that this code must not need. */
  private static final Set<String> OUTAGE_TYPES =
      Set.of(
          "com.hazelcast.core.HazelcastInstanceNotActiveException",
          "com.hazelcast.core.HazelcastOverloadException",
          "com.hazelcast.core.LocalMemberResetException",
          "com.hazelcast.core.MemberLeftException",
          "com.hazelcast.core.OperationTimeoutException",
          "com.hazelcast.core.IndeterminateOperationStateException",
          "com.hazelcast.spi.exception.RetryableHazelcastException",
          "com.hazelcast.spi.exception.TargetNotMemberException",
          "com.hazelcast.spi.exception.TargetDisconnectedException",
          "com.hazelcast.partition.NoDataMemberInClusterException",
          "com.hazelcast.splitbrainprotection.SplitBrainProtectionException",
          "com.sun.appserv.connectors.internal.api.PoolingException",
          "jakarta.resource.spi.ResourceAllocationException",
          "jakarta.resource.ResourceException",
          "jakarta.jms.JMSException",
          "jakarta.jms.JMSRuntimeException");

  /** Classifies by the whole chain of causes: what is inside decides. */
  public static Failure of(Throwable thrown) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Failure found = UNKNOWN;
    for (Throwable t = thrown; t != null && seen.add(t); t = t.getCause()) {
      Failure one = ofOne(t);
      if (one == OUTAGE) {
        return OUTAGE;
      }
      if (one == DATA) {
        found = DATA;
      }
      if (t instanceof SQLException sql && sql.getNextException() != null && found == UNKNOWN) {
        found = of(sql.getNextException());
      }
    }
    return found;
  }

  private static Failure ofOne(Throwable t) {
    if (t instanceof OutageException
        || t instanceof SocketException
        || t instanceof TimeoutException
        || t instanceof SQLTransientException
        || t instanceof SQLRecoverableException
        || t instanceof IOException && !(t instanceof java.io.ObjectStreamException)) {
      return OUTAGE;
    }
    if (t instanceof PoisonException) {
      return DATA;
    }
    if (t instanceof SQLException sql) {
      return ofState(sql.getSQLState(), sql.getMessage());
    }
    for (Class<?> type = t.getClass(); type != null; type = type.getSuperclass()) {
      if (OUTAGE_TYPES.contains(type.getName())) {
        return OUTAGE;
      }
    }
    return UNKNOWN;
  }

  private static Failure ofState(String state, String message) {
    if (state == null || state.length() < 5) {
      // The server's pool has no state to give when it cannot connect.
      return message != null && message.contains("allocating a connection") ? OUTAGE : UNKNOWN;
    }
    if (OUTAGE_STATES.contains(state) || OUTAGE_CLASSES.contains(state.substring(0, 2))) {
      return OUTAGE;
    }
    return DATA_CLASSES.contains(state.substring(0, 2)) ? DATA : UNKNOWN;
  }

  /** The first cause, by its type and message. */
  public static String root(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root.getClass().getSimpleName() + ": " + root.getMessage();
  }

  /** How loud the log says it: an outage is reported where it began, not by all who notice. */
  public static Level logLevel(Throwable thrown) {
    return of(thrown) == OUTAGE ? Level.DEBUG : Level.WARNING;
  }

  /** Whether a unique index refused the row: somebody else was first. */
  public static boolean isDuplicate(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof SQLException sql && "23505".equals(sql.getSQLState())) {
        return true;
      }
    }
    return false;
  }
}
