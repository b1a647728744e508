package io.iotcrm.ejb.device;

import static io.iotcrm.domain.platform.JsonProcessing.JSON;

import io.iotcrm.domain.device.RegistryPage.RuleFields;
import io.iotcrm.domain.rule.CompiledRule;
import io.iotcrm.domain.rule.RuleView;
import jakarta.json.JsonNumber;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The rules that run at the edge, and what they ask of devices besides readings: nothing else of
 * the registry goes there.
 *
 * @param attributes the names of the attributes
 * @param site whether any asks for the site
 */
record EdgeRuleNeeds(List<RuleView> rules, Set<String> attributes, boolean site) {
  private static final Logger LOG = System.getLogger(EdgeRuleNeeds.class.getName());
  private static final String ATTRIBUTE = "device.attributes.";

  /** Those that cannot be compiled are left out; the loader of rules complains of them. */
  static EdgeRuleNeeds of(List<RuleView> all) {
    Set<String> fields = new TreeSet<>();
    List<RuleView> rules = new ArrayList<>();
    for (RuleView rule : all) {
      try {
        fields.addAll(CompiledRule.compile(rule.id(), rule.definition()).registryFields());
        rules.add(rule);
      } catch (IllegalArgumentException e) {
        LOG.log(Level.DEBUG, "not for the edge", e);
      }
    }
    Set<String> attributes = new TreeSet<>();
    for (String field : fields) {
      if (field.startsWith(ATTRIBUTE)) {
        attributes.add(field.substring(ATTRIBUTE.length()));
      }
    }
    return new EdgeRuleNeeds(rules, attributes, fields.contains("device.site"));
  }

  /** The names as a JSON array. */
  String attributesJson() {
    return JSON.createArrayBuilder(attributes).build().toString();
  }

  /**
   * @param attributesJson JSON object of those that are asked for, or null
   */
  RuleFields fields(String site, boolean controls, String attributesJson) {
    Map<String, Object> values = new HashMap<>();
    if (attributesJson != null) {
      try (JsonReader reader = JSON.createReader(new StringReader(attributesJson))) {
        reader
            .readObject()
            .forEach(
                (name, value) -> {
                  if (value instanceof JsonString text) {
                    values.put(name, text.getString());
                  } else if (value instanceof JsonNumber number) {
                    values.put(name, number.doubleValue());
                  } else if (value == JsonValue.TRUE || value == JsonValue.FALSE) {
                    values.put(name, value == JsonValue.TRUE);
                  }
                });
      }
    }
    return new RuleFields(this.site ? site : null, values, controls && !rules.isEmpty());
  }
}
