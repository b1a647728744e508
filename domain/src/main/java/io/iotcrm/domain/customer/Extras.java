package io.iotcrm.domain.customer;

import java.util.List;

/**
 * What people add to a record beyond what every record has.
 *
 * @param tags null: as they are
 * @param custom a JSON object of the values of custom fields, by key; null: as they are
 */
public record Extras(List<String> tags, String custom) {
  /** Changes nothing; a new record gets the defaults of its custom fields. */
  public static final Extras NONE = new Extras(null, null);
}
