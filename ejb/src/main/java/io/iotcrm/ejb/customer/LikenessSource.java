package io.iotcrm.ejb.customer;

/** Where records are that may be the same as another, and what of them is compared. */
enum LikenessSource {
  ACCOUNT(
      "account r",
      "r.name",
      "concat_ws(' · ', r.city, r.website)",
      Forms.COMPANY,
      null,
      "r.website",
      "true"),
  CONTACT(
      "contact r left join account a on a.id = r.account_id",
      "btrim(r.first_name || ' ' || r.last_name)",
      "concat_ws(' · ', a.name, r.email)",
      "lower(%s)",
      "r.email",
      null,
      "true"),
  LEAD(
      "lead r",
      "coalesce(nullif(btrim(r.first_name || ' ' || r.last_name), ''), r.company)",
      "concat_ws(' · ', r.company, r.email)",
      Forms.COMPANY,
      "r.email",
      "r.website",
      "r.status not in ('CONVERTED', 'DISQUALIFIED')");

  /**
   * Parameters: name, e-mail, pattern of the telephone's digits, host, the record that is not to be
   * found; then, for the candidates, e-mail, pattern of the digits, pattern of the host, name,
   * name.
   */
  private static final String SQL =
      """
      with asked(name, email, digits, host, self) as (
        values (?::text, ?::text, ?::text, ?::text, ?::uuid)),
      candidate as (
        (select id from %1$s where %5$s limit %8$d)
        union (select id from %1$s where search_text like ?::text limit %8$d)
        union (select id from %1$s where search_text ilike ?::text limit %8$d)
        union (select id from %1$s where %12$s limit %8$d))
      select r.id, %3$s as name, %4$s as detail,
             coalesce(%6$s, false) as same_email,
             coalesce(regexp_replace(r.phone, '[^0-9]', '', 'g') like asked.digits, false) as same_phone,
             coalesce(%7$s, false) as same_site,
             coalesce(similarity(%9$s, %10$s), 0) as alike
        from candidate join %2$s on r.id = candidate.id cross join asked
       where (asked.self is null or r.id <> asked.self) and %11$s
       order by same_email desc, same_site desc, alike desc, r.id limit %8$d
      """;

  private static final String SIMILAR =
      "?::text <% search_text order by word_similarity(?::text, search_text) desc";

  /** All words of the name, in any order; this reads little however many there are. */
  private static final String SAME =
      "to_tsvector('simple', search_text) @@ plainto_tsquery('simple', ?::text)"
          + " and ?::text is not null";

  private static final int CANDIDATES = 20;

  private final String from;
  private final String name;
  private final String detail;
  private final String compared;
  private final String email;
  private final String website;
  private final String condition;

  /**
   * @param name SQL of what the record is called
   * @param detail SQL of what tells it from others
   * @param compared pattern of SQL that makes the comparable form of a name
   * @param email SQL of the e-mail address; null where there is none
   * @param website SQL of the website; null where there is none
   * @param condition on the records that count
   */
  LikenessSource(
      String from,
      String name,
      String detail,
      String compared,
      String email,
      String website,
      String condition) {
    this.from = from;
    this.name = name;
    this.detail = detail;
    this.compared = compared;
    this.email = email;
    this.website = website;
    this.condition = condition;
  }

  /** The table's name, which is the record's in the audit too. */
  String kind() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /**
   * What is shown of records; the first parameter is their ids with commas between them.
   *
   * @param within a condition on the records, {@code r}, that the caller may see
   */
  String describing(String within) {
    return "select r.id, %s as name, %s as detail from %s".formatted(name, detail, from)
        + " where r.id = any (string_to_array(?, ',')::uuid[]) and "
        + within;
  }

  /**
   * @param within a condition on the records, {@code r}, that the caller may see
   * @param similar whether those with a similar name are wanted too, and not only the same
   */
  String sql(String within, boolean similar) {
    return SQL.formatted(
        kind(),
        from,
        name,
        detail,
        email == null ? "?::text is null and false" : "lower(email) = lower(?::text)",
        email == null ? "false" : "lower(" + email + ") = lower(asked.email)",
        website == null ? "false" : Forms.HOST.formatted(website) + " = asked.host",
        CANDIDATES,
        compared.formatted(name),
        compared.formatted("asked.name"),
        condition + " and " + within,
        similar ? SIMILAR : SAME);
  }

  /** An enum's own constants are not there yet when its values are made. */
  private static final class Forms {
    /** Without the legal form and the signs, which people leave out or write differently. */
    static final String COMPANY =
        "btrim(regexp_replace(regexp_replace(lower(%s), '\\m(gmbh|mbh|ag|kg|ohg|ug|se|ev|ltd|limited"
            + "|inc|llc|plc|corp|corporation|co|company|sa|sarl|srl|bv|nv|oy|ab|spa)\\M"
            + "|[^[:alnum:]]', ' ', 'g'), '\\s+', ' ', 'g'))";

    static final String HOST =
        "regexp_replace(regexp_replace(lower(%s), '^([a-z]+://)?(www\\.)?', ''), '[/?#:].*$', '')";
  }
}
