package io.iotcrm.web.device;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.EDGE;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.iotcrm.domain.device.ProfileView;
import io.iotcrm.domain.device.RegistryPage;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.rule.RuleView;
import io.iotcrm.domain.rule.Severity;
import io.iotcrm.ejb.device.EdgeRegistry;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What edge connectors ask for. */
@RequestScoped
@Path("edges")
@Tag(name = "Edges")
@Produces(MediaType.APPLICATION_JSON)
public class EdgesResource {
  private static final int MAX_LIMIT = 1_000;

  @EJB private EdgeRegistry registry;

  /** A part of the registry as an edge reads it. */
  public record Registry(
      List<Entry> devices,
      List<Profile> profiles,
      List<Rule> rules,
      String pseudonymKey,
      String nextCursor) {
    static Registry of(RegistryPage page) {
      return new Registry(
          page.devices().stream().map(Entry::of).toList(),
          page.profiles().stream().map(Profile::of).toList(),
          page.rules().stream().map(Rule::of).toList(),
          base64(page.pseudonymKey()),
          page.nextCursor());
    }
  }

  private static String base64(byte[] bytes) {
    return bytes == null ? null : Base64.getEncoder().encodeToString(bytes);
  }

  /**
   * One credential of one device; a device with two is there twice. Salt, hash (SHA-256 over salt
   * and secret) and key are in base64. Site and attributes are there as far as rules ask for them;
   * {@code controls} says that the device's commands go to another.
   */
  public record Entry(
      String id,
      boolean enabled,
      String salt,
      String hash,
      String profile,
      String kind,
      String publicId,
      String key,
      boolean gateway,
      String viaGateway,
      List<String> aliases,
      String site,
      Map<String, Object> attributes,
      boolean controls,
      String credential) {
    static Entry of(RegistryPage.Entry entry) {
      return new Entry(
          entry.id(),
          entry.enabled(),
          base64(entry.salt()),
          base64(entry.hash()),
          entry.profile(),
          entry.kind(),
          entry.publicId(),
          base64(entry.key()),
          entry.gateway(),
          entry.viaGateway(),
          entry.aliases(),
          entry.ruleFields().site(),
          entry.ruleFields().attributes(),
          entry.ruleFields().controls(),
          entry.credential());
    }
  }

  /** What devices of one type report, and what is to be done with it. */
  public record Profile(
      String key,
      @JsonRawValue @Schema(implementation = Object.class) String series,
      @JsonRawValue @Schema(implementation = Object.class) String settings) {
    static Profile of(ProfileView view) {
      return new Profile(view.key(), view.series(), view.settings());
    }
  }

  /** A rule that runs at the edge. Schedule and actions are JSON in a string. */
  public record Rule(
      UUID id,
      long version,
      String name,
      String profileKey,
      String condition,
      String clearCondition,
      int holdSeconds,
      int repeatCount,
      int repeatSeconds,
      String schedule,
      Severity severity,
      String actions) {
    static Rule of(RuleView view) {
      return new Rule(
          view.id(),
          view.version(),
          view.name(),
          view.profileKey(),
          view.condition(),
          view.clearCondition(),
          view.holdSeconds(),
          view.repeatCount(),
          view.repeatSeconds(),
          view.schedule(),
          view.severity(),
          view.actions());
    }
  }

  @GET
  @Path("{id}/registry")
  @RolesAllowed({EDGE, ADMIN})
  @Operation(
      summary = "The devices that an edge lets in, what their profiles say, and its rules",
      description = "The entity tag is of the whole registry; compare it on the first part.")
  public Response registry(
      @PathParam("id") String id,
      @QueryParam("limit") @DefaultValue("1000") int limit,
      @QueryParam("cursor") String cursor,
      @Context Request request) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new InvalidInputException("/limit", "must be 1 to " + MAX_LIMIT + ", not " + limit);
    }
    if (cursor == null) {
      Response.ResponseBuilder unchanged =
          request.evaluatePreconditions(new EntityTag(registry.tag(id)));
      if (unchanged != null) {
        return unchanged.build();
      }
    }
    RegistryPage page = registry.page(id, cursor, limit);
    return Response.ok(Registry.of(page)).tag(new EntityTag(page.tag())).build();
  }

  @POST
  @Path("{id}/credential-uses")
  @RolesAllowed({EDGE, ADMIN})
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Tell which credentials devices proved themselves with",
      description = "At most 1,000. The newest use of each is kept; unknown ones are left out.")
  public void used(@PathParam("id") String id, CredentialUsesBody body) {
    registry.used(id, body.newest());
  }
}
