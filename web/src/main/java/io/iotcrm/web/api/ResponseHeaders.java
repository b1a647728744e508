package io.iotcrm.web.api;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/** Keeps customers' data out of shared caches, and secrets out of all of them. */
@Provider
public class ResponseHeaders implements ContainerResponseFilter {
  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    response
        .getHeaders()
        .putSingle(
            HttpHeaders.CACHE_CONTROL,
            response.getEntity() instanceof SecretBearing ? "no-store" : "private, no-cache");
    response.getHeaders().putSingle("X-Content-Type-Options", "nosniff");
  }
}
