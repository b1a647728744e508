package io.iotcrm.web.security;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.RecordNotFoundException;
import io.iotcrm.domain.security.SessionView;
import io.iotcrm.domain.security.UserView;
import io.iotcrm.ejb.security.OwnAccount;
import io.iotcrm.ejb.security.Passwords;
import io.iotcrm.ejb.security.SecondFactors;
import io.iotcrm.ejb.security.SecondFactors.Enrolment;
import io.iotcrm.web.api.Items;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The caller's own account. */
@RequestScoped
@Path("me/account")
@Tag(name = "Own account")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
public class OwnAccountResource {
  /** How the caller wants to be called. */
  public record NameBody(String displayName) {}

  /** The password of now, and the one to come. */
  public record PasswordChange(String current, String password) {
    @Override
    public String toString() {
      return "PasswordChange"; // never what is in it
    }
  }

  /** The password of now. */
  public record PasswordBody(String password) {
    @Override
    public String toString() {
      return "PasswordBody"; // never what is in it
    }
  }

  /** A code of the authenticator app. */
  public record CodeBody(String code) {}

  @EJB private OwnAccount accounts;
  @EJB private Passwords passwords;
  @EJB private SecondFactors secondFactors;
  @Inject private OwnPassword ownPassword;
  @Context private HttpServletRequest request;

  @GET
  @Operation(summary = "The caller's account; 404 for people of another directory without one here")
  public UserView get() {
    return accounts.get().orElseThrow(() -> new RecordNotFoundException("user", name()));
  }

  @PUT
  @Path("name")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Change how the caller is called")
  public UserView rename(NameBody body) {
    return accounts.rename(given(body).displayName());
  }

  @PUT
  @Path("password")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Change the password, knowing the present one; all portal sessions end",
      description = "12 to 128 characters; the old one may work for another minute for Basic")
  public void changePassword(PasswordChange body) {
    ownPassword.require(request, given(body).current(), "/current");
    passwords.change(name(), body.password(), null);
  }

  @GET
  @Path("sessions")
  @Operation(summary = "Where the caller is signed in to the portal, the last used first")
  public Items<SessionView> sessions() {
    return new Items<>(accounts.sessions(session()));
  }

  @DELETE
  @Path("sessions")
  @Operation(summary = "Sign out everywhere, at once")
  public void endSessions() {
    accounts.endSessions(null);
  }

  @DELETE
  @Path("sessions/{id}")
  @Operation(summary = "End one session, at once")
  public void endSession(@PathParam("id") UUID id) {
    accounts.endSession(id);
  }

  @POST
  @Path("second-factor")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Begin to enrol an authenticator app (TOTP, RFC 6238)",
      description = "The secret is in this answer only, and counts once a code was confirmed")
  public Enrolment beginEnrolment(PasswordBody body) {
    ownPassword.require(request, given(body).password(), "/password");
    return secondFactors.begin(name());
  }

  @POST
  @Path("second-factor/confirm")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Show a first code; the answer has the recovery codes, once",
      description = "From now on Basic is refused for this account: use API tokens")
  public Items<String> confirm(CodeBody body) {
    List<String> codes = secondFactors.confirm(name(), given(body).code());
    return new Items<>(codes);
  }

  @POST
  @Path("second-factor/recovery-codes")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Make new recovery codes in place of all earlier ones")
  public Items<String> newRecoveryCodes(PasswordBody body) {
    ownPassword.require(request, given(body).password(), "/password");
    return new Items<>(secondFactors.newRecoveryCodes(name()));
  }

  @POST
  @Path("second-factor/remove")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Sign in without a code from now on")
  public void removeSecondFactor(PasswordBody body) {
    ownPassword.require(request, given(body).password(), "/password");
    secondFactors.remove(name());
  }

  private static <T> T given(T body) {
    if (body == null) {
      throw new InvalidInputException("", "a body is needed");
    }
    return body;
  }

  private String name() {
    return request.getUserPrincipal().getName();
  }

  private UUID session() {
    return SignedIn.of(request).map(SignedIn::session).orElse(null);
  }
}
