package io.iotcrm.web.api;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;

/** Ends a request with a problem. */
public class ProblemException extends WebApplicationException {
  private static final long serialVersionUID = 1L;

  public ProblemException(Problem.Kind kind, Problem problem) {
    super(
        problem.detail(),
        Response.status(kind.statusType()).type(Problem.MEDIA_TYPE).entity(problem).build());
  }

  public ProblemException(Problem.Kind kind, String detail) {
    this(kind, Problem.of(kind, detail));
  }
}
