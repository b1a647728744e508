package io.iotcrm.web.security;

import static io.iotcrm.domain.security.Role.ADMIN;

import com.fasterxml.jackson.databind.JsonNode;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.security.NewPasswordLink;
import io.iotcrm.domain.security.SessionView;
import io.iotcrm.domain.security.UserView;
import io.iotcrm.ejb.security.UserService;
import io.iotcrm.web.api.Answers;
import io.iotcrm.web.api.Idempotent;
import io.iotcrm.web.api.Items;
import io.iotcrm.web.api.JsonBodyReader;
import io.iotcrm.web.api.Preconditions;
import io.iotcrm.web.api.RequestBody;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** People's accounts. */
@RequestScoped
@Path("users")
@Tag(name = "Users")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(ADMIN)
public class UsersResource {
  /** What a new account needs; its person chooses the password. */
  public record NewUserBody(
      String username, String displayName, String email, Set<String> groups) {}

  @EJB private UserService users;
  @Inject private RequestBody bodies;
  @Context private UriInfo uri;
  @Context private HttpServletRequest request;

  @GET
  @Operation(summary = "List accounts in the order of their names")
  public Page<UserView> list(
      @QueryParam("q") String q,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("cursor") String cursor) {
    return users.list(q, new PageRequest(limit, cursor));
  }

  @GET
  @Path("{id}")
  @Operation(summary = "Read one account")
  public Response get(@PathParam("id") UUID id, @Context Request conditions) {
    UserView view = users.get(id);
    return Answers.found(view, view.version(), conditions);
  }

  @POST
  @Idempotent
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Create an account",
      description =
          "The link in the answer lets its person choose a password, once, within 48 hours")
  public Response create(NewUserBody body) {
    if (body == null) {
      throw new InvalidInputException("", "a body is needed");
    }
    UserBody details = new UserBody(body.displayName(), body.email(), body.groups(), true);
    NewPasswordLink made = users.create(body.username(), details.details());
    return Answers.created(
        uri, made.user().id(), PasswordLinkAnswer.of(made, request), made.user().version());
  }

  @PATCH
  @Path("{id}")
  @Consumes({JsonBodyReader.MERGE_PATCH, MediaType.APPLICATION_JSON})
  @Operation(
      summary = "Change an account by a merge patch (RFC 7396)",
      description =
          "enabled: false blocks it. A block or other roles end the person's sessions at once")
  public Response change(
      @PathParam("id") UUID id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, JsonNode patch) {
    UserView before = users.get(id);
    UserBody body = bodies.patched(UserBody.of(before), patch, UserBody.class);
    long expected = Preconditions.expected(ifMatch, "user", id, before.version());
    UserView after = users.update(id, body.details(), expected);
    return Answers.changed(after, after.version());
  }

  @POST
  @Path("{id}/password-link")
  @Operation(
      summary = "Make a link by which the person chooses a new password",
      description = "Good once, within 48 hours; earlier links are not good any more")
  public PasswordLinkAnswer resetPassword(@PathParam("id") UUID id) {
    return PasswordLinkAnswer.of(users.resetPassword(id), request);
  }

  @POST
  @Path("{id}/unlock")
  @Operation(summary = "Forget the person's wrong passwords")
  public UserView unlock(@PathParam("id") UUID id) {
    return users.unlock(id);
  }

  @DELETE
  @Path("{id}/second-factor")
  @Operation(summary = "Take the person's second factor away")
  public void resetSecondFactor(@PathParam("id") UUID id) {
    users.resetSecondFactor(id);
  }

  @GET
  @Path("{id}/sessions")
  @Operation(summary = "Where the person is signed in to the portal, the last used first")
  public Items<SessionView> sessions(@PathParam("id") UUID id) {
    return new Items<>(users.sessions(id));
  }

  @DELETE
  @Path("{id}/sessions")
  @Operation(summary = "Sign the person out everywhere, at once")
  public void endSessions(@PathParam("id") UUID id) {
    users.endSessions(id);
  }

  @DELETE
  @Path("{id}/sessions/{session}")
  @Operation(summary = "End one session, at once")
  public void endSession(@PathParam("id") UUID id, @PathParam("session") UUID session) {
    users.endSession(id, session);
  }
}
