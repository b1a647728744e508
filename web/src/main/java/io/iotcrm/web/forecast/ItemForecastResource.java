package io.iotcrm.web.forecast;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.forecast.ForecastView;
import io.iotcrm.domain.forecast.ItemStockView;
import io.iotcrm.ejb.forecast.Forecasts;
import io.iotcrm.ejb.forecast.ItemStocks;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How many of an item there are, and how many will be bought. */
@RequestScoped
@Path("items")
@Tag(name = "Forecasts")
@Produces(MediaType.APPLICATION_JSON)
public class ItemForecastResource {
  @EJB private Forecasts forecasts;
  @EJB private ItemStocks stocks;

  @GET
  @Path("{id}/forecast")
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(
      summary = "Forecast what is bought of an item by day, and when it is sold out",
      description =
          "stock: how many there are; what was counted, less what was bought since, unless told"
              + " otherwise. Without a count only what is bought is forecast.")
  public ForecastView forecast(
      @PathParam("id") UUID id,
      @QueryParam("horizon") Integer horizon,
      @QueryParam("zone") @DefaultValue("UTC") String zone,
      @QueryParam("stock") Double stock,
      @QueryParam("leadDays") Integer leadDays) {
    return forecasts.item(id, horizon, SeriesForecastResource.zone(zone), stock, leadDays);
  }

  @GET
  @Path("{id}/stock")
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(summary = "The last count of an item")
  public ItemStockView stock(@PathParam("id") UUID id) {
    return stocks.get(id);
  }

  @PUT
  @Path("{id}/stock")
  @RolesAllowed({ADMIN, MARKETING, INTEGRATOR})
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Say how many of an item there are now; the last count wins",
      description = "taskWithinDays: a task is made when it will be empty within so many days.")
  public ItemStockView count(@PathParam("id") UUID id, ItemStockBody body) {
    return stocks.count(id, body.onHand(), body.terms());
  }
}
