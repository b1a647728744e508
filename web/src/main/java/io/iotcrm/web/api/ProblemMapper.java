package io.iotcrm.web.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.iotcrm.domain.platform.AccessRefusedException;
import io.iotcrm.domain.platform.DuplicateRecordException;
import io.iotcrm.domain.platform.FieldRefusedException;
import io.iotcrm.domain.platform.Ids;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.InvalidInputException.Violation;
import io.iotcrm.domain.platform.QuotaExceededException;
import io.iotcrm.domain.platform.RecordNotFoundException;
import io.iotcrm.domain.platform.StaleVersionException;
import io.iotcrm.web.api.Problem.Kind;
import jakarta.ejb.AccessLocalException;
import jakarta.ejb.EJBAccessException;
import jakarta.persistence.OptimisticLockException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Turns everything that ends a request early into a problem (RFC 9457). */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {
  private static final Logger LOG = System.getLogger(ProblemMapper.class.getName());

  @Context private UriInfo uri;

  @Override
  public Response toResponse(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      Response known = known(cause);
      if (known != null) {
        return known;
      }
      if (Outage.isOne(cause)) {
        LOG.log(Level.DEBUG, "answered 503", thrown);
        return Outage.answer();
      }
    }
    String id = Ids.next().toString();
    LOG.log(Level.ERROR, "request to " + path() + " failed, problem id " + id, thrown);
    return answer(Problem.internal(id));
  }

  private Response known(Throwable e) {
    if (e instanceof ProblemException problem) {
      return problem.getResponse();
    }
    if (e instanceof WebApplicationException web) {
      return ofStatus(web);
    }
    if (e instanceof InvalidInputException invalid) {
      return answer(Problem.invalid(Kind.INVALID_INPUT, invalid.violations(), e.getMessage()));
    }
    if (e instanceof JsonProcessingException json) {
      return answer(JsonProblems.of(json));
    }
    if (e instanceof RecordNotFoundException) {
      return answer(Problem.of(Kind.NOT_FOUND, e.getMessage()));
    }
    if (e instanceof DuplicateRecordException duplicate) {
      return answer(Problem.duplicate(e.getMessage(), existing(duplicate)));
    }
    if (e instanceof StaleVersionException) {
      return answer(Problem.of(Kind.STALE_VERSION, e.getMessage()));
    }
    if (e instanceof OptimisticLockException) {
      return answer(Problem.of(Kind.STALE_VERSION, "read it again, then repeat the change"));
    }
    if (e instanceof QuotaExceededException quota) {
      Problem problem = Problem.of(Kind.TOO_MANY_REQUESTS, e.getMessage());
      return Response.status(Kind.TOO_MANY_REQUESTS.statusType())
          .type(Problem.MEDIA_TYPE)
          .header(HttpHeaders.RETRY_AFTER, quota.retryAfterSeconds())
          .entity(problem)
          .build();
    }
    if (e instanceof FieldRefusedException field) {
      String detail = e.getMessage().substring(field.pointer().length()).strip();
      return answer(
          Problem.invalid(
              Kind.NOT_ALLOWED, List.of(new Violation(field.pointer(), detail)), e.getMessage()));
    }
    if (e instanceof AccessRefusedException) {
      return answer(Problem.of(Kind.NOT_ALLOWED, e.getMessage()));
    }
    if (e instanceof EJBAccessException || e instanceof AccessLocalException) {
      return answer(Problem.of(Kind.NOT_ALLOWED, "Your roles do not allow this"));
    }
    return null;
  }

  /** Keeps what Jakarta REST says in headers, such as Allow, and says it in our words. */
  private Response ofStatus(WebApplicationException e) {
    Response given = e.getResponse();
    if (given.getStatus() >= 500) {
      return null;
    }
    Optional<Kind> kind = Kind.ofStatus(given.getStatus());
    if (kind.isEmpty()) {
      return given;
    }
    return Response.fromResponse(given)
        .type(Problem.MEDIA_TYPE)
        .entity(
            Problem.of(
                kind.get(),
                given.getStatus() == 400 ? "The body or a header is missing or unreadable" : null))
        .build();
  }

  private URI existing(DuplicateRecordException duplicate) {
    if (uri == null || duplicate.existingId() == null) {
      return null;
    }
    String collection = duplicate.type().replace(' ', '-') + "s";
    return uri.getBaseUriBuilder().path(collection).path(duplicate.existingId()).build();
  }

  private String path() {
    return uri == null ? "?" : uri.getPath();
  }

  private static Response answer(Problem problem) {
    return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem).build();
  }
}
