package io.iotcrm.web.search;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.search.SearchKind;
import io.iotcrm.domain.search.SearchQuery;
import io.iotcrm.domain.search.SearchResult;
import io.iotcrm.ejb.search.SearchService;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** One question to everything that people work with. */
@RequestScoped
@Path("search")
@Tag(name = "Search")
@Produces(MediaType.APPLICATION_JSON)
public class SearchResource {
  @EJB private SearchService service;

  @GET
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  @Operation(
      summary = "Find records of any kind, the best of each kind first",
      description =
          "Words may be beginnings of words. Quotes keep words together, or is either, -word is"
              + " without. Where nothing has the words, similar ones are tried and similar is true."
              + " Texts come in parts; those that match are marked.")
  public SearchResult find(
      @QueryParam("q") String q,
      @QueryParam("kind") List<SearchKind> kinds,
      @QueryParam("limit") @DefaultValue("10") int limit) {
    Set<SearchKind> wanted = kinds.stream().filter(Objects::nonNull).collect(Collectors.toSet());
    return service.find(new SearchQuery(q, wanted, limit));
  }
}
