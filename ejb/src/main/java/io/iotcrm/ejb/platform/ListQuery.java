package io.iotcrm.ejb.platform;

import io.iotcrm.domain.platform.Cursor;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.security.Reach;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;

/**
 * One part of one list in one statement: filters that were given, then the place of the cursor.
 *
 * <p>Conditions are written in the code and values are always bound, so nothing that a caller sends
 * becomes part of the statement.
 */
public final class ListQuery<E> {
  private static final int MAX_SEARCH = 200;

  private final EntityManager em;
  private final Class<E> type;
  private final String select;
  private final PageRequest page;
  private final StringBuilder where = new StringBuilder();
  private final List<Object> values = new ArrayList<>();

  private ListQuery(EntityManager em, Class<E> type, String select, PageRequest page) {
    this.em = em;
    this.type = type;
    this.select = select;
    this.page = page == null ? PageRequest.first() : page;
  }

  /**
   * @param select JPQL up to the from clause, with a fetch join for everything that a view shows
   */
  public static <E> ListQuery<E> of(
      EntityManager em, Class<E> type, String select, PageRequest page) {
    return new ListQuery<>(em, type, select, page);
  }

  /** Adds a condition in which each {@code ?} is one of the values, in their order. */
  public ListQuery<E> and(String condition, Object... bound) {
    where.append(where.isEmpty() ? " where (" : " and (");
    int next = 0;
    for (int i = 0; i < condition.length(); i++) {
      char c = condition.charAt(i);
      where.append(c);
      if (c == '?') {
        values.add(bound[next++]);
        where.append(values.size());
      }
    }
    where.append(')');
    return this;
  }

  /** Adds a condition on one value, if there is one. */
  public ListQuery<E> filter(String condition, Object value) {
    return value == null ? this : and(condition, value);
  }

  /**
   * Narrows the list to what the caller reaches, as {@link Reach#includes} does for one record.
   *
   * @param whose all whose a record is: one of them in reach is enough
   */
  public ListQuery<E> within(Reach reach, Whose... whose) {
    return within(reach, "", "", whose);
  }

  /** The same inside of a condition, of which these are the words before and after. */
  public ListQuery<E> within(Reach reach, String before, String after, Whose... whose) {
    if (reach.isEverything()) {
      return this;
    }
    List<String> parts = new ArrayList<>();
    List<Object> bound = new ArrayList<>();
    for (Whose one : whose) {
      one.within(reach, parts, bound);
    }
    String any = parts.isEmpty() ? "1 = 0" : String.join(" or ", parts);
    return and(before + any + after, bound.toArray());
  }

  /** Looks for a text in any of the JPQL string expressions, whatever its case. */
  public ListQuery<E> search(String text, String... expressions) {
    if (text == null || text.isBlank()) {
      return this;
    }
    if (text.length() > MAX_SEARCH) {
      throw new InvalidInputException("/q", "must have at most " + MAX_SEARCH + " characters");
    }
    String pattern = "%" + text.strip().toLowerCase(Locale.ROOT).replaceAll("([!%_])", "!$1") + "%";
    List<String> parts = new ArrayList<>();
    List<Object> patterns = new ArrayList<>();
    for (String expression : expressions) {
      parts.add("lower(" + expression + ") like ? escape '!'");
      patterns.add(pattern);
    }
    return and(String.join(" or ", parts), patterns.toArray());
  }

  /** The cursor that was given, or null for the first part. */
  public Cursor cursor(int parts) {
    return page.after(parts);
  }

  /**
   * Runs it, the newest first, those of one moment by their id.
   *
   * @param at the JPQL path of the moment
   * @param id the JPQL path of the id
   */
  public <V> Page<V> newestFirst(
      String at,
      Function<E, Instant> atOf,
      String id,
      Function<E, UUID> idOf,
      Function<E, V> view) {
    Cursor after = cursor(2);
    if (after != null) {
      // The first condition bounds the walk through an index, however far the cursor is.
      and(
          at + " <= ? and (" + at + " < ? or " + id + " > ?)",
          after.instant(0),
          after.instant(0),
          after.uuid(1));
    }
    return page(at + " desc, " + id, e -> Cursor.of(atOf.apply(e), idOf.apply(e)), view);
  }

  /**
   * Runs it in the order of a text that is unique.
   *
   * @param key the JPQL path of the text
   */
  public <V> Page<V> inOrderOf(String key, Function<E, String> keyOf, Function<E, V> view) {
    Cursor after = cursor(1);
    if (after != null) {
      and(key + " > ?", after.text(0));
    }
    return page(key, e -> Cursor.of(keyOf.apply(e)), view);
  }

  /** All of it, in no order: for lists that are short because of what was asked. */
  public List<E> all() {
    return bound(em.createQuery(select + where, type)).getResultList();
  }

  /**
   * Runs it.
   *
   * @param order JPQL order, ending with something unique
   * @param cursorOf the place of a record in that order
   */
  public <V> Page<V> page(String order, Function<E, String> cursorOf, Function<E, V> view) {
    TypedQuery<E> query = bound(em.createQuery(select + where + " order by " + order, type));
    List<E> found = query.setMaxResults(page.limit() + 1).getResultList();
    return Page.of(found, page.limit(), cursorOf).map(view);
  }

  private TypedQuery<E> bound(TypedQuery<E> query) {
    for (int i = 0; i < values.size(); i++) {
      query.setParameter(i + 1, values.get(i));
    }
    return query;
  }
}
