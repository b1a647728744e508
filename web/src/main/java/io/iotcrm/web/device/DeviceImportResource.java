package io.iotcrm.web.device;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.device.DeviceImportReport;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.ejb.device.DeviceImport;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Devices from a table. */
@RequestScoped
@Path("device-imports")
@Tag(name = "Devices")
@Produces(MediaType.APPLICATION_JSON)
public class DeviceImportResource {
  @EJB private DeviceImport service;

  @POST
  @RolesAllowed({ADMIN, SUPPORT, INTEGRATOR})
  @Consumes("text/csv")
  @Operation(
      summary = "Register and change devices from CSV",
      description =
          "The answer says what became of each row, and has the secrets of new devices, this once."
              + " With dryRun=true, what would become. map=COLUMN:FIELD, as often as needed, for"
              + " columns that are not named like their field; at most 2,000 rows.")
  public DeviceImportReport run(
      @QueryParam("dryRun") @DefaultValue("false") boolean dryRun,
      @QueryParam("map") List<String> map,
      String csv) {
    Map<String, String> mapping = new HashMap<>();
    for (String one : map) {
      int colon = one.lastIndexOf(':');
      if (colon < 1) {
        throw new InvalidInputException("/map", "must be COLUMN:FIELD, not " + one);
      }
      mapping.put(one.substring(0, colon), one.substring(colon + 1));
    }
    return service.run(csv, mapping, dryRun);
  }
}
