package io.iotcrm.ejb.security;

import io.iotcrm.domain.platform.FieldRefusedException;
import io.iotcrm.domain.security.Action;
import io.iotcrm.domain.security.RecordKind;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * Keeps fields from those who may not see or change them. Services pass everything through here
 * that goes out or comes in, so that the API, the portal and exports cannot differ.
 */
@ApplicationScoped
public class FieldRights {
  /** What says the same as a field, and is kept with it. */
  private static final Map<String, String> BESIDE =
      Map.of(
          "ownerName", "ownerUsername",
          "assigneeName", "assigneeUsername",
          "currency", "amount");

  @Inject private Permissions permissions;
  @Inject private Refusals refusals;
  @EJB private Callers callers;

  /** A record's view without what the caller may not see; hidden fields are null. */
  public <V extends Record> V shown(RecordKind kind, V view) {
    return without(permissions.hidden(kind), view);
  }

  /** The same for all views of a list. */
  public <E, V extends Record> Function<E, V> showing(RecordKind kind, Function<E, V> view) {
    Set<String> hidden = permissions.hidden(kind);
    return hidden.isEmpty() ? view : record -> without(hidden, view.apply(record));
  }

  /**
   * What is to be stored of what the caller wrote: fields that they do not see stay as they are.
   *
   * @param wanted has the names of the fields as the view has them
   * @param stored the view of the stored record, with everything; null: there is none yet
   * @throws FieldRefusedException where it changes what the caller may not
   */
  public <D extends Record> D kept(RecordKind kind, D wanted, Record stored) {
    Set<String> hidden = permissions.hidden(kind);
    Set<String> readOnly = permissions.readOnly(kind);
    if (hidden.isEmpty() && readOnly.isEmpty()) {
      return wanted;
    }
    RecordComponent[] components = wanted.getClass().getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = kept(kind, components[i].getName(), value(components[i], wanted), stored);
    }
    return copy(wanted, values);
  }

  /** The same for one field. */
  public <T> T kept(RecordKind kind, String field, T wanted, Record stored) {
    String right = BESIDE.getOrDefault(field, field);
    boolean hidden = permissions.hidden(kind).contains(right);
    if (!hidden && !permissions.readOnly(kind).contains(right)) {
      return wanted;
    }
    T before = stored == null ? null : stored(field, wanted, stored);
    if (hidden && wanted == null) {
      return before;
    }
    // Of a hidden field not even that a guess was right is told.
    if (hidden || !isSame(before, wanted)) {
      refusals.add(callers.current().name(), Action.EDIT, kind, null, "field " + field);
      throw new FieldRefusedException("/" + field, "cannot be changed with your permissions");
    }
    return wanted;
  }

  /**
   * Refuses to look for records by a field that the caller does not see. One may always look for
   * what is one's own.
   *
   * @param parameter the name of the filter
   * @param value null: it is not asked for
   */
  public void requireShown(RecordKind kind, String field, String parameter, Object value) {
    if (value == null || !permissions.hidden(kind).contains(field)) {
      return;
    }
    String name = callers.current().name();
    if (!(value instanceof String text && text.equalsIgnoreCase(name))) {
      refusals.add(name, Action.READ, kind, null, "filter by field " + field);
      throw new FieldRefusedException("/" + parameter, "cannot be used with your permissions");
    }
  }

  /**
   * What a search may look into.
   *
   * @param fieldsAndExpressions names of fields, each followed by its JPQL expression
   */
  public String[] searched(RecordKind kind, String... fieldsAndExpressions) {
    Set<String> hidden = permissions.hidden(kind);
    List<String> expressions = new ArrayList<>();
    for (int i = 0; i < fieldsAndExpressions.length; i += 2) {
      if (!hidden.contains(fieldsAndExpressions[i])) {
        expressions.add(fieldsAndExpressions[i + 1]);
      }
    }
    return expressions.toArray(String[]::new);
  }

  private static <V extends Record> V without(Set<String> hidden, V view) {
    if (hidden.isEmpty()) {
      return view;
    }
    RecordComponent[] components = view.getClass().getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < values.length; i++) {
      String name = components[i].getName();
      values[i] =
          hidden.contains(BESIDE.getOrDefault(name, name)) ? null : value(components[i], view);
    }
    return copy(view, values);
  }

  @SuppressWarnings("unchecked")
  private static <T> T stored(String field, T wanted, Record stored) {
    for (RecordComponent component : stored.getClass().getRecordComponents()) {
      if (component.getName().equals(field)) {
        Object value = value(component, stored);
        if (value != null && wanted != null && !wanted.getClass().isInstance(value)) {
          break;
        }
        return (T) value;
      }
    }
    throw new IllegalStateException(stored.getClass() + " does not say what " + field + " is");
  }

  /** Amounts are the same with more zeros, too. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  private static boolean isSame(Object before, Object after) {
    return before instanceof Comparable one && after != null && one.getClass() == after.getClass()
        ? one.compareTo(after) == 0
        : Objects.equals(before, after);
  }

  private static Object value(RecordComponent component, Record of) {
    try {
      return component.getAccessor().invoke(of);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a record's accessors are there and do not fail", e);
    }
  }

  @SuppressWarnings("unchecked")
  private static <V extends Record> V copy(V record, Object[] values) {
    try {
      Class<?>[] types =
          Arrays.stream(record.getClass().getRecordComponents())
              .map(RecordComponent::getType)
              .toArray(Class[]::new);
      Constructor<?> constructor = record.getClass().getDeclaredConstructor(types);
      return (V) constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a record can be made of its own values", e);
    }
  }
}
