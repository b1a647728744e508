package io.iotcrm.web.device;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.device.ProfileView;
import io.iotcrm.ejb.device.ProfileWorkshop;
import io.iotcrm.web.api.Answers;
import io.iotcrm.web.api.Idempotent;
import io.iotcrm.web.api.Items;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Ready profiles, in the form in which callers write profiles. */
@RequestScoped
@Path("device-profiles/templates")
@Tag(name = "Device profiles")
@Produces(MediaType.APPLICATION_JSON)
public class ProfileTemplatesResource {
  @EJB private ProfileWorkshop workshop;
  @Context private UriInfo uri;

  @GET
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "List the ready profiles")
  public Items<ProfileBody> list() {
    return new Items<>(workshop.templates().stream().map(ProfileBody::of).toList());
  }

  @GET
  @Path("{template}")
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "Read one ready profile, to change it and create a profile of it")
  public ProfileBody get(@PathParam("template") String key) {
    return ProfileBody.of(workshop.template(key));
  }

  @POST
  @Path("{template}")
  @Idempotent
  @RolesAllowed({ADMIN, SUPPORT, INTEGRATOR})
  @Operation(summary = "Create the device profile of a template as it is")
  public Response create(@PathParam("template") String key) {
    ProfileView view = workshop.create(key);
    return Answers.created(
        uri.getBaseUriBuilder().path("device-profiles").path(view.key()).build(),
        view,
        view.version());
  }
}
