package io.iotcrm.web.security;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.PRIVACY;

import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.security.AuditChainView;
import io.iotcrm.domain.security.AuditEntry;
import io.iotcrm.domain.security.AuditEntryView;
import io.iotcrm.domain.security.AuditQuery;
import io.iotcrm.ejb.security.AuditTrail;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who did or saw what, when, from where; and whether anybody touched what is written about it. */
@RequestScoped
@Path("audit")
@Tag(name = "Audit")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({ADMIN, PRIVACY})
public class AuditResource {
  static final String NDJSON = "application/x-ndjson";

  /** The filters that a list and an export share. */
  public static class Filter {
    @QueryParam("actor")
    private String actor;

    @QueryParam("action")
    private String action;

    @QueryParam("objectType")
    private String objectType;

    @QueryParam("objectId")
    private String objectId;

    @QueryParam("outcome")
    private AuditEntry.Outcome outcome;

    @QueryParam("address")
    private String address;

    @QueryParam("from")
    private Instant from;

    @QueryParam("to")
    private Instant to;

    AuditQuery query(PageRequest page) {
      return new AuditQuery(actor, action, objectType, objectId, outcome, address, from, to, page);
    }
  }

  @EJB private AuditTrail trail;

  @GET
  @Operation(
      summary = "List audit entries, newest first",
      description = "from is included, to is not; actor in any case, everything else as it stands")
  public Page<AuditEntryView> list(
      @BeanParam Filter filter,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("cursor") String cursor) {
    return trail.list(filter.query(new PageRequest(limit, cursor)));
  }

  @GET
  @Path("export")
  @Produces(NDJSON)
  @Operation(
      summary = "Stream audit entries in the order of their chain, one JSON object a line",
      description =
          "With each entry's hash and the one before it, so that anybody can check them; docs/security.md"
              + " says how. Entries of the last seconds are not in it yet.")
  public Response export(
      @BeanParam Filter filter, @QueryParam("afterSeq") @DefaultValue("0") long afterSeq) {
    AuditQuery query = filter.query(null);
    StreamingOutput body = out -> trail.export(query, afterSeq, out);
    return Response.ok(body)
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit.ndjson\"")
        .build();
  }

  @GET
  @Path("chain")
  @Operation(summary = "How far the chain is, and what the last verification found")
  public AuditChainView chain() {
    return trail.chain();
  }

  @POST
  @Path("chain/verify")
  @Operation(
      summary = "Go through the whole chain now",
      description =
          "brokenAt is the first entry that was changed, removed or inserted; null if there is none")
  public AuditChainView verify() {
    return trail.verify();
  }

  @POST
  @Path("chain/accept")
  @RolesAllowed(ADMIN)
  @Operation(
      summary = "Sign the chain as it is, once it is known why it was not as it had been signed",
      description =
          "After a new sealing key or a restored database. The audit keeps that it was done")
  public AuditChainView accept() {
    return trail.accept();
  }
}
