package io.iotcrm.web.rule;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.rule.AlarmGroupView;
import io.iotcrm.ejb.rule.AlarmGroupService;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Storms: many alarms of one rule in a short time. */
@RequestScoped
@Path("alarm-groups")
@Tag(name = "Alarms")
@Produces(MediaType.APPLICATION_JSON)
public class AlarmGroupsResource {
  @EJB private AlarmGroupService service;

  @GET
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "List storms, newest first")
  public Page<AlarmGroupView> list(
      @QueryParam("ruleId") UUID ruleId,
      @QueryParam("open") Boolean open,
      @QueryParam("ticketId") UUID ticketId,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("cursor") String cursor) {
    return service.list(ruleId, open, ticketId, new PageRequest(limit, cursor));
  }

  @GET
  @Path("{id}")
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "Read one storm; its alarms are /alarms?groupId=")
  public AlarmGroupView get(@PathParam("id") UUID id) {
    return service.group(id);
  }
}
