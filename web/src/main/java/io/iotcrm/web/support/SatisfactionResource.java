package io.iotcrm.web.support;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.RecordNotFoundException;
import io.iotcrm.domain.support.SatisfactionSummary;
import io.iotcrm.domain.support.SatisfactionView;
import io.iotcrm.ejb.support.SurveyService;
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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What customers thought of the solution of their tickets. */
@RequestScoped
@Path("satisfaction")
@Tag(name = "Tickets")
@Produces(MediaType.APPLICATION_JSON)
public class SatisfactionResource {
  private static final Duration USUAL = Duration.ofDays(90);

  @EJB private SurveyService surveys;

  /** By what the answers are put together. */
  public enum By {
    QUEUE,
    ASSIGNEE
  }

  /** What there is in a time. */
  public record Summary(Instant from, Instant to, List<SatisfactionSummary> items) {}

  @GET
  @RolesAllowed({ADMIN, SALES, SUPPORT, ANALYST})
  @Operation(
      summary = "Read averages by queue or assignee",
      description = "Of those who were asked in a time; the last 90 days where none is said.")
  public Summary summary(
      @QueryParam("by") @DefaultValue("QUEUE") By by,
      @QueryParam("from") Instant from,
      @QueryParam("to") Instant to) {
    Instant end = to == null ? Instant.now() : to;
    Instant begin = from == null ? end.minus(USUAL) : from;
    if (!begin.isBefore(end)) {
      throw new InvalidInputException("/from", "must be before /to");
    }
    List<SatisfactionSummary> items =
        by == By.QUEUE ? surveys.byQueue(begin, end) : surveys.byAssignee(begin, end);
    return new Summary(begin, end, items);
  }

  @GET
  @Path("tickets/{id}")
  @RolesAllowed({ADMIN, SALES, SUPPORT, ANALYST})
  @Operation(summary = "Read what the customer of a ticket said")
  public SatisfactionView ofTicket(@PathParam("id") UUID id) {
    return surveys
        .ofTicket(id)
        .orElseThrow(() -> new RecordNotFoundException("satisfaction of ticket", id));
  }
}
