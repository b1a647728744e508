package io.iotcrm.web.customer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iotcrm.domain.customer.CustomValues;
import io.iotcrm.web.api.Json;

/** The values of custom fields, between the API's JSON and their text. */
final class CustomBody {
  private CustomBody() {}

  static ObjectNode of(String stored) {
    try {
      return (ObjectNode) Json.MAPPER.readTree(stored);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the database keeps nothing but JSON objects here", e);
    }
  }

  /** Null for null, but of a new record the empty object: then what is required is missing. */
  static String text(ObjectNode custom, boolean created) {
    if (custom == null) {
      return created ? CustomValues.NONE : null;
    }
    return custom.toString();
  }
}
