package io.iotcrm.web.api;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Takes bodies of up to 1 MiB into memory and refuses longer ones before anything reads them,
 * whether or not they say how long they are.
 */
@Provider
@Priority(BodyLimit.PRIORITY)
public class BodyLimit implements ContainerRequestFilter {
  /**
   * After authorisation, so that strangers cannot fill memory; before {@link IdempotencyFilter}.
   */
  static final int PRIORITY = 3_000;

  static final int MAX_BYTES = 1 << 20;

  private static final long MAX_DISCARDED = 32L << 20;

  @Context private ResourceInfo resource;

  @Override
  public void filter(ContainerRequestContext request) throws IOException {
    if (resource.getResourceMethod().isAnnotationPresent(StreamedBody.class)) {
      return;
    }
    if (request.getLength() > MAX_BYTES) {
      discard(request.getEntityStream());
      throw tooLarge();
    }
    if (!request.hasEntity()) {
      return;
    }
    byte[] body = request.getEntityStream().readNBytes(MAX_BYTES + 1);
    if (body.length > MAX_BYTES) {
      discard(request.getEntityStream());
      throw tooLarge();
    }
    request.setEntityStream(new ByteArrayInputStream(body));
  }

  /** Many clients look at the answer only when they have sent all: so read on, within reason. */
  private static void discard(InputStream body) throws IOException {
    byte[] block = new byte[64 * 1024];
    long left = MAX_DISCARDED;
    int read = 0;
    while (left > 0 && read >= 0) {
      read = body.read(block);
      left -= read;
    }
  }

  private static ProblemException tooLarge() {
    return new ProblemException(
        Problem.Kind.TOO_LARGE, "A body has at most " + MAX_BYTES + " bytes");
  }
}
