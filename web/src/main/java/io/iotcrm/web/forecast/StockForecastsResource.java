package io.iotcrm.web.forecast;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.forecast.ForecastRunView;
import io.iotcrm.domain.forecast.StockForecastView;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.sales.TaskView;
import io.iotcrm.ejb.forecast.StockForecasts;
import io.iotcrm.ejb.sales.TaskService;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Which stocks run out soonest, as the daily run found. */
@RequestScoped
@Path("stock-forecasts")
@Tag(name = "Forecasts")
@Produces(MediaType.APPLICATION_JSON)
public class StockForecastsResource {
  @EJB private StockForecasts stocks;
  @EJB private TaskService tasks;

  @GET
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "List stocks, the one that is empty first before the others")
  public Page<StockForecastView> list(
      @QueryParam("withinDays") Integer withinDays,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("cursor") String cursor) {
    return stocks.list(withinDays, new PageRequest(limit, cursor));
  }

  @GET
  @Path("run")
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "How the daily run stands")
  public ForecastRunView run() {
    return stocks.lastRun();
  }

  @POST
  @Path("run")
  @RolesAllowed({ADMIN, ANALYST})
  @Operation(summary = "Run it now; comes back at once, an instance begins within half a minute")
  public Response requestRun() {
    return Response.accepted(stocks.requestRun()).build();
  }

  @POST
  @Path("tasks")
  @RolesAllowed({ADMIN, SALES, SUPPORT})
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Make a task for restocking",
      description =
          "One of a stock until it is refilled or counted again; asking twice gives the same.")
  public TaskView restock(RestockBody body) {
    return tasks.get(stocks.openTask(body.subject()));
  }
}
