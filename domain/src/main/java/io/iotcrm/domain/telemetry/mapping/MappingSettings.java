package io.iotcrm.domain.telemetry.mapping;

import io.iotcrm.domain.telemetry.SeriesSpec;
import io.iotcrm.domain.telemetry.mapping.PayloadTime.Format;
import io.iotcrm.domain.telemetry.settings.Fault;
import io.iotcrm.domain.telemetry.settings.Section;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The section {@code mapping} of a profile's settings, made into a {@link PayloadMapping}. */
public final class MappingSettings {
  private static final int MOST_FIELDS = 200;
  private static final Pattern SERIES = Pattern.compile("([A-Za-z0-9_.-]|\\{[1-9]}){1,64}");
  private static final Pattern PLACE = Pattern.compile("\\{([1-9])}");
  private static final String USE = "use";
  private static final String FIELDS = "fields";

  private MappingSettings() {}

  /** What becomes of fields that the mapping does not name. */
  private enum Others {
    TAKE,
    IGNORE
  }

  /**
   * Reads the section; what is wrong is noted and left out.
   *
   * @param tree as {@link io.iotcrm.domain.telemetry.JsonTree} reads it
   */
  public static PayloadMapping read(Object tree, String pointer, List<Fault> faults) {
    Section section = new Section(withBase(tree, pointer, faults), pointer, faults);
    section.raw(USE);
    List<TopicPattern> topics = new ArrayList<>();
    for (String topic : section.texts("topics", 20, 256)) {
      try {
        topics.add(new TopicPattern(topic));
      } catch (IllegalArgumentException e) {
        section.fault("topics", topic + ": " + e.getMessage());
      }
    }
    PointerPattern name = pointer(section, "name", section.text("name", 256));
    if (name == null && topics.stream().anyMatch(topic -> !topic.hasName())) {
      section.fault("topics", "must each say where {name} is, unless \"name\" points to it");
    }
    PayloadTime time = section.has("time") ? time(section.object("time")) : null;
    List<FieldRule> fields = new ArrayList<>();
    Section named = section.object(FIELDS);
    if (named != null) {
      named.objects().forEach((at, rule) -> field(named, at, rule, fields));
      if (fields.size() > MOST_FIELDS) {
        named.fault(null, "must have at most " + MOST_FIELDS + " fields");
      }
    }
    List<PointerPattern> ignored = new ArrayList<>();
    for (String one : section.texts("ignore", MOST_FIELDS, 256)) {
      PointerPattern pattern = pointer(section, "ignore", one);
      if (pattern != null) {
        ignored.add(pattern);
      }
    }
    Others others = section.choice("others", Others.class);
    section.end();
    return new PayloadMapping(topics, name, time, fields, ignored, others == Others.TAKE);
  }

  /** What a ready mapping says, with what this one says laid over it. */
  private static Object withBase(Object tree, String pointer, List<Fault> faults) {
    if (!(tree instanceof Map<?, ?> own) || own.get(USE) == null) {
      return tree;
    }
    Map<String, Object> base = ReadyMappings.find(own.get(USE));
    if (base == null) {
      faults.add(
          new Fault(
              pointer + Section.step(USE),
              "must be one of " + String.join(", ", ReadyMappings.names())));
      return tree;
    }
    Map<String, Object> whole = new LinkedHashMap<>(base);
    own.forEach(
        (key, value) -> {
          if (key.equals(FIELDS) && value instanceof Map<?, ?> more) {
            Map<Object, Object> fields = new LinkedHashMap<>((Map<?, ?>) whole.get(FIELDS));
            fields.putAll(more);
            fields.values().removeIf(Boolean.FALSE::equals);
            whole.put(FIELDS, fields);
          } else if (key.equals("ignore")
              && value instanceof List<?> more
              && whole.get(key) instanceof List<?> already) {
            List<Object> all = new ArrayList<>(already);
            all.addAll(more);
            whole.put("ignore", all);
          } else {
            whole.put((String) key, value);
          }
        });
    return whole;
  }

  private static PointerPattern pointer(Section section, String field, String text) {
    if (text == null) {
      return null;
    }
    try {
      return new PointerPattern(text);
    } catch (IllegalArgumentException e) {
      section.fault(field, text + ": " + e.getMessage());
      return null;
    }
  }

  private static PayloadTime time(Section section) {
    PointerPattern at = pointer(section, "at", section.text("at", 256));
    Format format = section.choice("format", Format.class);
    String zone = section.text("zone", 64);
    section.end();
    if (!section.has("at")) {
      section.fault("at", "is missing: the JSON pointer of the time");
    }
    ZoneId id = ZoneOffset.UTC;
    try {
      id = zone == null ? id : ZoneId.of(zone);
    } catch (DateTimeException e) {
      section.fault("zone", "must be a time zone such as Europe/Vienna");
    }
    return at == null ? null : new PayloadTime(at, format == null ? Format.AUTO : format, id);
  }

  private static void field(Section all, String at, Section rule, List<FieldRule> fields) {
    PointerPattern pattern = pointer(all, at, at);
    String series = rule.text("series", 64);
    SeriesSpec.Kind kind = rule.choice("kind", SeriesSpec.Kind.class);
    Double scale = rule.number("scale", -1e9, 1e9);
    Double offset = rule.number("offset", -1e12, 1e12);
    String unit = rule.text("unit", 20);
    Map<String, Object> words = words(rule);
    rule.end();
    if (series == null && !rule.has("series")) {
      rule.fault("series", "is missing: the name of the series");
    }
    if (pattern == null || series == null) {
      return;
    }
    if (!SERIES.matcher(series).matches()) {
      rule.fault("series", "must be letters, digits, '_', '-' or '.', and {1} for a wildcard");
      return;
    }
    boolean placed =
        PLACE
            .matcher(series)
            .results()
            .allMatch(place -> Integer.parseInt(place.group(1)) <= pattern.wildcards());
    if (!placed) {
      rule.fault("series", "names a wildcard that the pointer does not have");
      return;
    }
    fields.add(
        new FieldRule(
            pattern,
            series,
            kind,
            scale == null ? 1 : scale,
            offset == null ? 0 : offset,
            words,
            unit));
  }

  private static Map<String, Object> words(Section rule) {
    Object raw = rule.raw("words");
    Map<String, Object> words = new HashMap<>();
    if (raw instanceof Map<?, ?> given) {
      given.forEach(
          (word, value) -> {
            if (value instanceof Boolean || value instanceof Double || value instanceof String) {
              words.put((String) word, value);
            } else {
              rule.fault("words", "must map each text to a boolean, a number or a text");
            }
          });
    } else if (raw != null) {
      rule.fault("words", "must be an object");
    }
    return words;
  }
}
