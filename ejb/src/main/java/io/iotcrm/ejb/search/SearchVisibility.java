package io.iotcrm.ejb.search;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.search.SearchKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which records of a kind somebody may find: the one place where the rights come into the search.
 */
final class SearchVisibility {
  private static final Set<String> READERS =
      Set.of(ADMIN, SALES, MARKETING, SUPPORT, ANALYST, INTEGRATOR);

  private final Predicate<String> inRole;

  /**
   * @param inRole whether the caller has a role
   */
  SearchVisibility(Predicate<String> inRole) {
    this.inRole = inRole;
  }

  /**
   * A condition on the record, which is {@code r} in it.
   *
   * @param values of its parameters, in their order
   */
  record Condition(String sql, List<Object> values) {
    static final Condition ALL = new Condition("true", List.of());
  }

  /** Empty: none of them. */
  Optional<Condition> of(SearchKind kind) {
    return switch (kind) {
      // The pages of devices and items are open to those who work with them.
      case DEVICE, ITEM ->
          READERS.stream().anyMatch(inRole) ? Optional.of(Condition.ALL) : Optional.empty();
      default -> Optional.of(Condition.ALL);
    };
  }
}
