package io.iotcrm.web.api;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/** Tells "the database is away" from a fault of ours: the caller may simply try again. */
final class Outage {
  private static final int RETRY_SECONDS = 5;

  private Outage() {}

  static boolean isOne(Throwable cause) {
    if (cause instanceof SQLTransientConnectionException) {
      return true;
    }
    if (cause instanceof SQLException sql && sql.getSQLState() != null) {
      String state = sql.getSQLState();
      return state.startsWith("08") || state.startsWith("57P") || state.startsWith("53");
    }
    if (cause instanceof IOException && cause.getClass().getName().startsWith("java.net.")) {
      return true;
    }
    String name = cause.getClass().getName();
    return name.endsWith(".OutageException") || name.endsWith(".PoolingException");
  }

  static Response answer() {
    return Response.status(Problem.Kind.UNAVAILABLE.status())
        .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
        .type(Problem.MEDIA_TYPE)
        .entity(
            Problem.of(
                Problem.Kind.UNAVAILABLE, "A part of the system is away; repeat the request later"))
        .build();
  }
}
