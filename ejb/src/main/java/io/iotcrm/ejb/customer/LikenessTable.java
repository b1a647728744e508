package io.iotcrm.ejb.customer;

import io.iotcrm.domain.customer.LeadScore;
import io.iotcrm.domain.customer.Likeness;
import io.iotcrm.domain.customer.LikenessQuery;
import io.iotcrm.domain.security.Reach;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.ReachSql;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Finds the records that may be the same person or company: candidates by index, then compared. */
@Dependent
class LikenessTable {
  private static final Function<LikenessSource, Optional<ReachSql>> EVERYTHING =
      source -> Optional.of(ReachSql.of(Reach.EVERYTHING));

  private final Database database;

  @Inject
  LikenessTable(Database database) {
    this.database = database;
  }

  /**
   * The most alike first.
   *
   * @param within which records of a kind the caller may see; empty: none
   */
  List<Likeness> find(LikenessQuery query, Function<LikenessSource, Optional<ReachSql>> within)
      throws SQLException {
    String site = site(query);
    List<Likeness> found = new ArrayList<>();
    found.addAll(ask(LikenessSource.ACCOUNT, query.company(), site, query, true, within));
    found.addAll(ask(LikenessSource.CONTACT, query.person(), null, query, true, within));
    if (query.person() == null) {
      found.addAll(ask(LikenessSource.LEAD, query.company(), site, query, true, within));
    } else {
      found.addAll(ask(LikenessSource.LEAD, query.person(), null, query, true, within));
    }
    found.sort(Comparator.comparing(Likeness::likeness).reversed().thenComparing(Likeness::name));
    return found;
  }

  /**
   * Those of the same kind that may be the same as a stored record. A name that is only similar
   * does not make a pair, so it is not looked for.
   */
  List<Likeness> ofKind(LikenessSource source, LikenessQuery query) throws SQLException {
    return source == LikenessSource.ACCOUNT
        ? ask(source, query.company(), site(query), query, false, EVERYTHING)
        : ask(source, query.person(), null, query, false, EVERYTHING);
  }

  /** The company's own domain: of its website, or of the e-mail where that is not a mailbox. */
  private static String site(LikenessQuery query) {
    String website = LikenessQuery.domain(query.website());
    if (website != null || query.email() == null || !LeadScore.isCompanyAddress(query.email())) {
      return website;
    }
    return LikenessQuery.domain(query.email().substring(query.email().indexOf('@') + 1));
  }

  private List<Likeness> ask(
      LikenessSource source,
      String name,
      String site,
      LikenessQuery query,
      boolean similar,
      Function<LikenessSource, Optional<ReachSql>> within)
      throws SQLException {
    Optional<ReachSql> seen = within.apply(source);
    if (seen.isEmpty()) {
      return List.of();
    }
    String digits = query.phoneDigits() == null ? null : "%" + query.phoneDigits() + "%";
    String host = site == null ? null : "%" + site.replaceAll("([\\\\%_])", "\\\\$1") + "%";
    List<Object> values =
        new ArrayList<>(
            Arrays.asList(
                name,
                query.email(),
                digits,
                site,
                query.self(),
                query.email(),
                digits,
                host,
                name,
                name));
    values.addAll(seen.get().values());
    return database
        .list(
            source.sql(seen.get().condition(), similar),
            row -> likeness(source.kind(), row),
            values.toArray())
        .stream()
        .filter(one -> !one.reasons().isEmpty())
        .toList();
  }

  private static Likeness likeness(String kind, ResultSet row) throws SQLException {
    Set<Likeness.Reason> reasons =
        Likeness.reasons(
            row.getBoolean("same_email"),
            row.getBoolean("same_site"),
            row.getBoolean("same_phone"),
            row.getDouble("alike"));
    return new Likeness(
        kind,
        row.getObject("id", UUID.class),
        row.getString("name"),
        row.getString("detail"),
        Likeness.of(reasons),
        List.copyOf(reasons));
  }
}
