package io.iotcrm.web.platform;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.platform.NodeStatus;
import io.iotcrm.domain.telemetry.StorageStatus;
import io.iotcrm.ejb.platform.NodeInfo;
import io.iotcrm.ejb.platform.Overview;
import io.iotcrm.ejb.telemetry.TelemetryStorage;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The cluster, as the instance that answers sees it. */
@RequestScoped
@Path("system")
@Tag(name = "System")
@Produces(MediaType.APPLICATION_JSON)
public class SystemResource {
  @Inject private NodeInfo node;
  @EJB private Overview overview;
  @EJB private TelemetryStorage storage;

  @GET
  @Path("node")
  @RolesAllowed({ADMIN, ANALYST, INTEGRATOR})
  @Operation(summary = "The instance that answers: its grid, its share of the data")
  public NodeStatus node() {
    return node.status();
  }

  @GET
  @Path("overview")
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "The numbers of the home page, at most a second old")
  public Overview.Counts overview() {
    return overview.counts();
  }

  @GET
  @Path("telemetry-storage")
  @RolesAllowed(ADMIN)
  @Operation(summary = "What is stored of telemetry, in how many bytes; at most ten seconds old")
  public StorageStatus telemetryStorage() {
    return storage.status();
  }

  @POST
  @Path("telemetry-storage/compaction")
  @RolesAllowed(ADMIN)
  @Operation(
      summary = "Close the days that are due now; comes back at once",
      description =
          "An instance begins within ten seconds. Days are due as configured"
              + " (iotcrm.telemetry.compress.after); late readings do not wait for more.")
  public Response compact() {
    return Response.accepted(storage.compact()).build();
  }
}
