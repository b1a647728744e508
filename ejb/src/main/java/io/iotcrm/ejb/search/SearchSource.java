package io.iotcrm.ejb.search;

import io.iotcrm.domain.search.SearchKind;

/**
 * Where the records of a kind are, and what is shown of them.
 *
 * @param from the tables; the one that is searched is {@code r}
 * @param title SQL of what the record is called
 * @param detail SQL of what tells it from others; may be null for a record
 */
record SearchSource(String from, String title, String detail) {

  static SearchSource of(SearchKind kind) {
    return switch (kind) {
      case ACCOUNT -> new SearchSource("account r", "r.name", joined("r.city", "r.industry"));
      case CONTACT ->
          new SearchSource(
              "contact r left join account a on a.id = r.account_id",
              "trim(r.first_name || ' ' || r.last_name)",
              joined("a.name", "r.email"));
      case LEAD ->
          new SearchSource(
              "lead r",
              "coalesce(nullif(trim(r.first_name || ' ' || r.last_name), ''), r.company)",
              joined("r.company", "r.email"));
      case DEAL ->
          new SearchSource("deal r join account a on a.id = r.account_id", "r.name", "a.name");
      case TICKET ->
          new SearchSource(
              "ticket r left join contact c on c.id = r.contact_id"
                  + " left join account a on a.id = r.account_id",
              "'#' || r.number || ' ' || r.subject",
              "coalesce(nullif(trim(c.first_name || ' ' || c.last_name), ''), a.name)");
      case TASK ->
          new SearchSource(
              "task r left join account a on a.id = r.account_id", "r.subject", "a.name");
      case DEVICE ->
          new SearchSource(
              "device r left join account ra on ra.id = r.account_id"
                  + " left join contact rc on rc.id = r.contact_id",
              "r.name",
              joined("r.id", "r.site"));
      case CAMPAIGN -> new SearchSource("campaign r", "r.name", "r.description");
      case ITEM -> new SearchSource("item r", "r.name", joined("r.sku", "r.category"));
    };
  }

  private static String joined(String first, String second) {
    return "concat_ws(' · ', " + first + ", " + second + ")";
  }
}
