package io.iotcrm.web.api;

import io.iotcrm.ejb.platform.RequestJournal;
import io.iotcrm.ejb.platform.RequestJournal.Verdict;
import jakarta.annotation.Priority;
import jakarta.ejb.EJB;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Principal;

/** Answers a repeated request with what the first one was answered, without doing it again. */
@Provider
@Idempotent
@Priority(IdempotencyFilter.PRIORITY)
public class IdempotencyFilter implements ContainerRequestFilter, ContainerResponseFilter {
  static final int PRIORITY = BodyLimit.PRIORITY + 100;

  private static final String HEADER = "Idempotency-Key";
  private static final String CLAIMED = IdempotencyFilter.class.getName();

  @EJB private RequestJournal journal;

  @Override
  public void filter(ContainerRequestContext request) throws IOException {
    String key = request.getHeaderString(HEADER);
    if (key == null) {
      return;
    }
    if (!key.matches("[\\x21-\\x7e]{1,200}")) {
      throw new ProblemException(
          Problem.Kind.BAD_REQUEST, HEADER + " must be 1 to 200 printable characters");
    }
    byte[] body = request.getEntityStream().readAllBytes();
    request.setEntityStream(new ByteArrayInputStream(body));
    Principal caller = request.getSecurityContext().getUserPrincipal();
    RequestJournal.Entry entry =
        new RequestJournal.Entry(
            caller == null ? "" : caller.getName(),
            key,
            request.getMethod() + " " + request.getUriInfo().getPath(),
            sha256(body));
    Verdict verdict = journal.begin(entry);
    if (verdict instanceof Verdict.Done done) {
      request.abortWith(replay(done.answer()));
    } else if (verdict instanceof Verdict.InProgress) {
      throw new ProblemException(
          Problem.Kind.IN_PROGRESS, "A request with this key is being done; repeat it later");
    } else if (verdict instanceof Verdict.KeyReused) {
      throw new ProblemException(
          Problem.Kind.KEY_REUSED, "Another request or body was sent with this key: use a new one");
    } else {
      request.setProperty(CLAIMED, entry);
    }
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response)
      throws IOException {
    if (!(request.getProperty(CLAIMED) instanceof RequestJournal.Entry entry)) {
      return;
    }
    if (response.getStatusInfo().getFamily() != Response.Status.Family.SUCCESSFUL) {
      journal.forget(entry);
      return;
    }
    Object body = response.getEntity();
    if (body instanceof SecretBearing secret) {
      body = secret.withoutSecret();
    }
    journal.finish(
        entry,
        new RequestJournal.Answer(
            response.getStatus(),
            response.getLocation() == null ? null : response.getLocation().toString(),
            response.getEntityTag() == null ? null : response.getEntityTag().getValue(),
            body == null ? null : Json.MAPPER.writeValueAsString(body)));
  }

  private static Response replay(RequestJournal.Answer answer) {
    Response.ResponseBuilder response =
        Response.status(answer.status()).header("Idempotency-Replayed", "true");
    if (answer.location() != null) {
      response.header(HttpHeaders.LOCATION, answer.location());
    }
    if (answer.etag() != null) {
      response.tag(answer.etag());
    }
    if (answer.body() != null) {
      response.type(MediaType.APPLICATION_JSON).entity(answer.body());
    }
    return response.build();
  }

  private static byte[] sha256(byte[] body) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(body);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
