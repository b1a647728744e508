package io.iotcrm.ejb.search;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.search.SearchQuery;
import io.iotcrm.domain.search.SearchResult;
import io.iotcrm.ejb.platform.Database;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

/** One question to everything that people work with. */
@Stateless
public class SearchService {
  @Inject private SearchTable table;
  @Inject private SearchVisibility visibility;

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public SearchResult find(SearchQuery query) {
    return Database.answer(() -> table.find(query, visibility::of));
  }
}
