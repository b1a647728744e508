package io.iotcrm.web.forecast;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.forecast.ForecastStep;
import io.iotcrm.domain.forecast.ForecastView;
import io.iotcrm.domain.forecast.StockTerms;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.ejb.forecast.Forecasts;
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
import java.time.DateTimeException;
import java.time.ZoneId;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What comes next in a device's series. */
@RequestScoped
@Path("devices")
@Tag(name = "Forecasts")
@Produces(MediaType.APPLICATION_JSON)
public class SeriesForecastResource {
  @EJB private Forecasts forecasts;

  @GET
  @Path("{id}/telemetry/{key}/forecast")
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(
      summary =
          "Forecast a series, with intervals and the error beside the seasonal naive method's",
      description =
          "step: hour (at most 336 ahead) or day (180). aggregate: min, max, avg, sum, count, first,"
              + " last. With level=true the series is the level of a stock: the forecast is of its use,"
              + " and stock says when it is down to reserve. Where there can be no forecast, skipped"
              + " and message say why.")
  public ForecastView forecast(
      @PathParam("id") String id,
      @PathParam("key") String key,
      @QueryParam("step") @DefaultValue("hour") String step,
      @QueryParam("aggregate") @DefaultValue("avg") String aggregate,
      @QueryParam("horizon") Integer horizon,
      @QueryParam("zone") @DefaultValue("UTC") String zone,
      @QueryParam("level") @DefaultValue("false") boolean level,
      @QueryParam("reserve") @DefaultValue("0") double reserve,
      @QueryParam("leadDays") @DefaultValue("7") int leadDays) {
    return level
        ? forecasts.level(id, key, horizon, zone(zone), new StockTerms(reserve, leadDays, null))
        : forecasts.series(id, key, ForecastStep.parse(step), aggregate, horizon, zone(zone));
  }

  static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new InvalidInputException("/zone", "must be a time zone, e.g. Europe/Riga");
    }
  }
}
