package io.iotcrm.web.security;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.security.NewToken;
import io.iotcrm.domain.security.TokenView;
import io.iotcrm.ejb.security.TokenService;
import io.iotcrm.web.api.Idempotent;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** API tokens: the caller's own, and for an administrator everybody's. */
@Path("tokens")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tokens")
@RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
public class TokensResource {
  /** What a new token needs; {@code expiresAt} may be left out. */
  public record TokenBody(String name, Set<String> groups, Instant expiresAt) {}

  @EJB private TokenService tokens;
  @Context private UriInfo uri;

  @GET
  @Operation(summary = "List tokens, newest first, without their secrets")
  public Page<TokenView> list() {
    return new Page<>(tokens.list(), null);
  }

  @POST
  @Idempotent
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Make a token; its secret is in this answer and never again")
  public Response create(TokenBody body) {
    if (body == null) {
      throw new InvalidInputException("", "a body is needed");
    }
    NewToken created = tokens.create(body.name(), body.groups(), body.expiresAt());
    return Response.created(
            uri.getAbsolutePathBuilder().path(created.token().id().toString()).build())
        .entity(TokenWithSecret.of(created))
        .build();
  }

  @DELETE
  @Path("{id}")
  @Operation(summary = "Revoke a token; it is refused everywhere within a minute")
  public void revoke(@PathParam("id") UUID id) {
    tokens.revoke(id);
  }
}
