package io.iotcrm.domain.telemetry.settings;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * One object of a profile's settings while it is read: gives values of the wanted type, and notes a
 * fault where there is something else. Reading never throws, so that all faults are found at once.
 */
public final class Section {
  private final Map<?, ?> values;
  private final String pointer;
  private final List<Fault> faults;
  private final Set<String> asked = new TreeSet<>();

  /**
   * @param tree as {@link io.iotcrm.domain.telemetry.JsonTree} reads it; must be an object
   * @param faults where to note what is wrong
   */
  public Section(Object tree, String pointer, List<Fault> faults) {
    this.pointer = pointer;
    this.faults = faults;
    if (tree instanceof Map<?, ?> object) {
      values = object;
    } else {
      values = Map.of();
      faults.add(new Fault(pointer, "must be an object"));
    }
  }

  /** A name as a step of a JSON pointer. */
  public static String step(String name) {
    return "/" + name.replace("~", "~0").replace("/", "~1");
  }

  public String pointer() {
    return pointer;
  }

  /** Notes a fault of a field; of the whole section where the name is null. */
  public void fault(String name, String message) {
    faults.add(new Fault(name == null ? pointer : pointer + step(name), message));
  }

  public boolean has(String name) {
    asked.add(name);
    return values.get(name) != null;
  }

  /** The value as it was read, or null. */
  public Object raw(String name) {
    asked.add(name);
    return values.get(name);
  }

  /** Whether the field is there and says {@code false}: switched off. */
  public boolean isOff(String name) {
    return Boolean.FALSE.equals(raw(name));
  }

  /** A number within bounds, both included; null where there is none or it is wrong. */
  public Double number(String name, double least, double most) {
    Object value = raw(name);
    if (value == null) {
      return null;
    }
    if (value instanceof Double number && number >= least && number <= most) {
      return number;
    }
    fault(name, "must be a number from " + plain(least) + " to " + plain(most));
    return null;
  }

  private static String plain(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }

  /** A text of 1 to so many characters; null where there is none or it is wrong. */
  public String text(String name, int most) {
    Object value = raw(name);
    if (value == null) {
      return null;
    }
    if (value instanceof String text && !text.isEmpty() && text.length() <= most) {
      return text;
    }
    fault(name, "must be a text of 1 to " + most + " characters");
    return null;
  }

  public boolean flag(String name) {
    Object value = raw(name);
    if (value != null && !(value instanceof Boolean)) {
      fault(name, "must be true or false");
    }
    return Boolean.TRUE.equals(value);
  }

  /** One of an enum's names, in lower case and with '-'; null where there is none or another. */
  public <E extends Enum<E>> E choice(String name, Class<E> type) {
    Object value = raw(name);
    return value == null ? null : choice(name, value, type);
  }

  private <E extends Enum<E>> E choice(String name, Object value, Class<E> type) {
    for (E one : type.getEnumConstants()) {
      if (word(one).equals(value)) {
        return one;
      }
    }
    fault(
        name,
        "must be one of "
            + String.join(
                ", ", Arrays.stream(type.getEnumConstants()).map(Section::word).toList()));
    return null;
  }

  /** An enum's name as settings write it. */
  public static String word(Enum<?> one) {
    return one.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** An array of an enum's names; empty where there is none. */
  public <E extends Enum<E>> List<E> choices(String name, Class<E> type) {
    List<E> chosen = new ArrayList<>();
    for (Object value : array(name)) {
      E one = choice(name, value, type);
      if (one != null) {
        chosen.add(one);
      }
    }
    return chosen;
  }

  /** An ISO 8601 duration within bounds; null where there is none or it is wrong. */
  public Duration duration(String name, Duration least, Duration most) {
    Object value = raw(name);
    if (value == null) {
      return null;
    }
    if (value instanceof String text) {
      try {
        Duration duration = Duration.parse(text);
        if (duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0) {
          return duration;
        }
      } catch (DateTimeParseException e) {
        // said below
      }
    }
    fault(name, "must be an ISO 8601 duration from " + least + " to " + most);
    return null;
  }

  /** An array of texts; empty where there is none. */
  public List<String> texts(String name, int mostTexts, int mostCharacters) {
    List<String> texts = new ArrayList<>();
    List<?> array = array(name);
    if (array.size() > mostTexts) {
      fault(name, "must have at most " + mostTexts + " elements");
    }
    for (Object value : array) {
      if (value instanceof String text && !text.isEmpty() && text.length() <= mostCharacters) {
        texts.add(text);
      } else {
        fault(name, "must be an array of texts of 1 to " + mostCharacters + " characters");
        break;
      }
    }
    return texts;
  }

  private List<?> array(String name) {
    Object value = raw(name);
    if (value instanceof List<?> array) {
      return array;
    }
    if (value != null) {
      fault(name, "must be an array");
    }
    return List.of();
  }

  /** An object inside this one, or null. */
  public Section object(String name) {
    Object value = raw(name);
    return value == null ? null : new Section(value, pointer + step(name), faults);
  }

  /** All fields that were not asked for by their name, each an object. */
  public Map<String, Section> objects() {
    Map<String, Section> objects = new LinkedHashMap<>();
    values.forEach(
        (name, value) -> {
          if (!asked.contains(name)) {
            objects.put((String) name, new Section(value, pointer + step((String) name), faults));
          }
        });
    asked.addAll(objects.keySet());
    return objects;
  }

  /** To be called last: notes each field that nobody asked for. */
  public void end() {
    for (Object name : values.keySet()) {
      if (!asked.contains(name)) {
        fault((String) name, "is not known here; there are " + String.join(", ", asked));
      }
    }
  }
}
