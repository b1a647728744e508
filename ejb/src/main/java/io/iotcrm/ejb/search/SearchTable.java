package io.iotcrm.ejb.search;

import io.iotcrm.domain.search.Highlight;
import io.iotcrm.domain.search.SearchHit;
import io.iotcrm.domain.search.SearchKind;
import io.iotcrm.domain.search.SearchQuery;
import io.iotcrm.domain.search.SearchResult;
import io.iotcrm.ejb.platform.Database;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Looks for records by their words, then, where there are none, by similar words. */
@Dependent
class SearchTable {
  /** A word that so many records have is no help; the best of these are shown. */
  private static final int CANDIDATES = 300;

  /** Every word may be the beginning of one, unless operators say how the words are meant. */
  private static final String WORDS =
      """
      select case when ?
        then websearch_to_tsquery('simple', ?)::text
        else regexp_replace(plainto_tsquery('simple', ?)::text, '''( & |$)', ''':*\\1', 'g')
      end
      """;

  private static final String BY_WORDS =
      """
      with found as (
        select r.id, %2$s as hit_title, %3$s as hit_detail, %7$s as hit_text from %1$s
         where (%4$sto_tsvector('simple', %7$s) @@ ?::tsquery) and (%5$s)
         limit %6$d)
      select id::text, hit_title, hit_detail, hit_text,
             case when lower(hit_title) = lower(?) then 3
                  when hit_title ilike ? then 2
                  when lower(hit_title) like '%%' || lower(?) || '%%' then 1
                  else 0 end
             + ts_rank(to_tsvector('simple', hit_title), ?::tsquery) as rank
        from found order by rank desc, hit_title, id limit ?
      """;

  private static final String BY_LIKENESS =
      """
      with found as (
        select r.id, %2$s as hit_title, %3$s as hit_detail, %6$s as hit_text from %1$s
         where ? <%% %6$s and (%4$s)
         limit %5$d)
      select id::text, hit_title, hit_detail, hit_text, word_similarity(?, hit_text) as rank
        from found order by rank desc, hit_title, id limit ?
      """;

  private final Database database;

  @Inject
  SearchTable(Database database) {
    this.database = database;
  }

  /**
   * @param visibility what the caller may find of a kind; empty: nothing
   */
  SearchResult find(SearchQuery query, Function<SearchKind, Optional<SearchScope>> visibility)
      throws SQLException {
    SearchWords words = SearchWords.of(query.text());
    String parsed =
        database
            .list(WORDS, row -> row.getString(1), words.operators(), words.words(), words.words())
            .get(0);
    List<SearchResult.Group> exact = new ArrayList<>();
    for (SearchKind kind : query.kinds()) {
      visibility
          .apply(kind)
          .map(condition -> byWords(kind, words, parsed, condition))
          .ifPresent(statement -> exact.add(new Asked(kind, statement).group(query)));
    }
    List<SearchResult.Group> found = nonEmpty(exact);
    if (!found.isEmpty() || words.operators()) {
      return new SearchResult(false, found);
    }
    List<SearchResult.Group> similar = new ArrayList<>();
    for (SearchKind kind : query.kinds()) {
      visibility
          .apply(kind)
          .map(condition -> byLikeness(kind, words, condition))
          .ifPresent(statement -> similar.add(new Asked(kind, statement).group(query)));
    }
    return new SearchResult(true, nonEmpty(similar));
  }

  private static List<SearchResult.Group> nonEmpty(List<SearchResult.Group> groups) {
    return groups.stream().filter(group -> !group.hits().isEmpty()).toList();
  }

  /** A statement up to its limit, which is its last parameter. */
  record Statement(String sql, List<Object> values) {}

  static Statement byWords(SearchKind kind, SearchWords words, String parsed, SearchScope scope) {
    SearchSource source = SearchSource.of(kind);
    String text = text(source, scope);
    List<Object> values = new ArrayList<>();
    // What is cheap to compare stands first.
    String parts = "";
    if (words.infix() != null) {
      parts = parts + text + " ilike ? or ";
      values.add(words.infix());
    }
    if (words.digits() != null) {
      parts = parts + text + " like ? or ";
      values.add(words.digits());
    }
    values.add(parsed);
    values.addAll(scope.within().values());
    values.addAll(List.of(words.text(), words.prefix(), words.text(), parsed));
    return new Statement(
        BY_WORDS.formatted(
            source.from(),
            source.title(),
            detail(source, scope),
            parts,
            scope.within().condition(),
            CANDIDATES,
            text),
        values);
  }

  static Statement byLikeness(SearchKind kind, SearchWords words, SearchScope scope) {
    SearchSource source = SearchSource.of(kind);
    String text = text(source, scope);
    List<Object> values = new ArrayList<>();
    values.add(words.text());
    values.addAll(scope.within().values());
    values.add(words.text());
    return new Statement(
        BY_LIKENESS.formatted(
            source.from(),
            source.title(),
            detail(source, scope),
            scope.within().condition(),
            CANDIDATES,
            text),
        values);
  }

  private static String text(SearchSource source, SearchScope scope) {
    return scope.namesOnly() ? "(" + source.title() + ")" : "r.search_text";
  }

  private static String detail(SearchSource source, SearchScope scope) {
    return scope.namesOnly() ? "null::text" : source.detail();
  }

  /** One kind's part of the question. */
  private final class Asked {
    private final SearchKind kind;
    private final Statement statement;

    Asked(SearchKind kind, Statement statement) {
      this.kind = kind;
      this.statement = statement;
    }

    SearchResult.Group group(SearchQuery query) {
      Highlight highlight = Highlight.of(query.text());
      List<Object> values = new ArrayList<>(statement.values());
      values.add(query.limit() + 1);
      List<SearchHit> hits =
          Database.answer(
              () -> database.list(statement.sql(), row -> hit(row, highlight), values.toArray()));
      boolean more = hits.size() > query.limit();
      return new SearchResult.Group(kind, more ? hits.subList(0, query.limit()) : hits, more);
    }

    private SearchHit hit(ResultSet row, Highlight highlight) throws SQLException {
      String title = row.getString("hit_title");
      String detail = row.getString("hit_detail");
      boolean shown = highlight.matches(title) || highlight.matches(detail);
      return new SearchHit(
          kind,
          row.getString("id"),
          highlight.mark(title),
          highlight.mark(detail),
          shown ? List.of() : highlight.around(row.getString("hit_text")));
    }
  }
}
