package io.iotcrm.web.api;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/** Refuses addresses with U+0000: PostgreSQL cannot compare with it. */
@Provider
public class QueryLimit implements ContainerRequestFilter {
  @Override
  public void filter(ContainerRequestContext request) {
    boolean nul =
        request.getUriInfo().getPath().indexOf('\0') >= 0
            || request.getUriInfo().getQueryParameters().values().stream()
                .flatMap(List::stream)
                .anyMatch(value -> value.indexOf('\0') >= 0);
    if (nul) {
      throw new ProblemException(
          Problem.Kind.BAD_REQUEST, "The address must not have the character U+0000");
    }
  }
}
