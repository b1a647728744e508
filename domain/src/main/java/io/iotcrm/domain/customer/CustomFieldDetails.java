package io.iotcrm.domain.customer;

import io.iotcrm.domain.platform.InvalidInputException;
import java.util.List;

/**
 * How a custom field looks to people. Everything here may be changed later; what is stored stays.
 *
 * @param required whether a record that people write needs a value
 * @param choices of a CHOICE, at least one; empty for the other types
 * @param defaultValue what a new record gets, as text; may be null
 * @param help what to write into it; may be null
 * @param personal whether its values are personal data
 * @param listed whether lists of the records have it as a column
 * @param position where it stands among the others, 0 first
 */
public record CustomFieldDetails(
    String label,
    boolean required,
    List<String> choices,
    String defaultValue,
    String help,
    boolean personal,
    boolean listed,
    int position) {
  private static final int MAX_CHOICES = 100;

  public CustomFieldDetails {
    label = label == null ? "" : label.strip();
    choices = choices == null ? List.of() : choices.stream().map(String::strip).toList();
    defaultValue = defaultValue == null || defaultValue.isBlank() ? null : defaultValue.strip();
    help = help == null || help.isBlank() ? null : help.strip();
    if (label.isEmpty() || label.length() > 100) {
      throw new InvalidInputException("/label", "must have 1 to 100 characters");
    }
    boolean usable =
        choices.stream().allMatch(one -> !one.isEmpty() && one.length() <= 100)
            && choices.stream().distinct().count() == choices.size();
    if (!usable || choices.size() > MAX_CHOICES) {
      throw new InvalidInputException(
          "/choices", "must be at most 100, all different, of 1 to 100 characters");
    }
    if (help != null && help.length() > 500) {
      throw new InvalidInputException("/help", "must have at most 500 characters");
    }
    if (position < 0 || position > 1_000) {
      throw new InvalidInputException("/position", "must be 0 to 1000");
    }
  }
}
