package io.iotcrm.web.platform;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.platform.InvalidInputException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What happens, as it happens. */
@RequestScoped
@Path("live")
@Tag(name = "Live")
public class LiveResource {
  private static final int MAX_DEVICES = 200;

  @Inject private LiveFeed feed;
  @Inject private LiveReach reach;

  @GET
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Operation(
      summary = "Server-sent events: READING, ALARM, TICKET, TASK, COMMAND, OFFER",
      description =
          "Readings come for the devices that are named only. Alarms, tickets, tasks and commands of"
              + " everybody come unless a contact or account is named, and only to those whose"
              + " permissions reach every such record. An event that is missed is"
              + " not repeated: read the lists again after connecting.")
  public void live(
      @QueryParam("deviceId") List<String> deviceIds,
      @QueryParam("device") List<String> devices,
      @QueryParam("contactId") UUID contactId,
      @QueryParam("accountId") UUID accountId,
      @Context SseEventSink sink,
      @Context Sse sse) {
    Set<String> watched = new LinkedHashSet<>(deviceIds);
    watched.addAll(devices);
    if (watched.size() > MAX_DEVICES) {
      throw new InvalidInputException("/deviceId", "names more than " + MAX_DEVICES + " devices");
    }
    reach.require(accountId, contactId);
    LiveSubscriber.Wishes wishes =
        new LiveSubscriber.Wishes(
            reach.devices(watched), accountId, contactId, reach.ofEverybody());
    feed.add(new LiveSubscriber(sink, sse, wishes));
  }
}
