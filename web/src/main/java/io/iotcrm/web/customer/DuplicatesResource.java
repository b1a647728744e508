package io.iotcrm.web.customer;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.customer.DuplicatePairView;
import io.iotcrm.domain.customer.Likeness;
import io.iotcrm.domain.customer.LikenessQuery;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.ejb.customer.DuplicateService;
import io.iotcrm.web.api.Items;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who is there twice: before somebody is entered once more, and among those who were. */
@RequestScoped
@Path("duplicates")
@Tag(name = "Duplicates")
@Produces(MediaType.APPLICATION_JSON)
public class DuplicatesResource {
  @EJB private DuplicateService service;

  @GET
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(
      summary = "Accounts, contacts and open leads that may be the same, the most alike first",
      description =
          "By e-mail, telephone, website and name; at least one is given. The likeness is 0 to 1.")
  public Items<Likeness> find(
      @QueryParam("name") String name,
      @QueryParam("company") String company,
      @QueryParam("email") String email,
      @QueryParam("phone") String phone,
      @QueryParam("website") String website,
      @QueryParam("except") UUID except) {
    return new Items<>(
        service.find(new LikenessQuery(name, company, email, phone, website, except)));
  }

  @GET
  @Path("pairs")
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(
      summary = "Pairs of stored accounts or contacts that may be the same, the most alike first",
      description = "A job looks at every record within minutes of its change")
  public Page<DuplicatePairView> pairs(
      @QueryParam("object") String object,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("cursor") String cursor) {
    return service.pairs(object, new PageRequest(limit, cursor));
  }

  @POST
  @Path("pairs/{id}/dismiss")
  @RolesAllowed({ADMIN, SALES})
  @Operation(summary = "Say that the two are two; they are not shown as a pair again")
  public Response dismiss(@PathParam("id") UUID id) {
    service.dismiss(id);
    return Response.noContent().build();
  }
}
