package io.iotcrm.domain.customer;

import static io.iotcrm.domain.platform.JsonProcessing.JSON;

import io.iotcrm.domain.platform.InvalidInputException;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** The words that people put on a record to find it again, in alphabetical order. */
public final class Tags {
  public static final String NONE = "[]";
  private static final int MAX = 20;
  private static final int MAX_LENGTH = 40;

  private Tags() {}

  /**
   * As they are stored: a JSON array. Two that differ in case only are one.
   *
   * @throws InvalidInputException for more than 20, or one that has not 1 to 40 characters
   */
  public static String json(Collection<String> tags) {
    TreeSet<String> sorted = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (String tag : tags) {
      String word = tag == null ? "" : tag.strip();
      if (word.isEmpty() || word.length() > MAX_LENGTH || word.indexOf(',') >= 0) {
        throw new InvalidInputException(
            "/tags", "must have 1 to " + MAX_LENGTH + " characters each, and no comma");
      }
      sorted.add(word);
    }
    if (sorted.size() > MAX) {
      throw new InvalidInputException("/tags", "must be at most " + MAX);
    }
    JsonArrayBuilder array = JSON.createArrayBuilder();
    sorted.forEach(array::add);
    return array.build().toString();
  }

  /** What {@link #json} made. */
  public static List<String> of(String json) {
    try (JsonReader reader = JSON.createReader(new StringReader(json))) {
      return reader.readArray().getValuesAs(JsonString::getString);
    }
  }
}
