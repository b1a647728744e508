package io.iotcrm.domain.customer;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A custom field as lists and pages show it.
 *
 * @param object the kind of record: {@code account}, {@code contact} or {@code lead}
 * @param key what programs call it
 * @param retiredAt since when it is not asked for any more; null while it is
 */
public record CustomFieldView(
    UUID id,
    String object,
    String key,
    String label,
    CustomFieldType type,
    boolean required,
    List<String> choices,
    String defaultValue,
    String help,
    boolean personal,
    boolean listed,
    int position,
    Instant retiredAt,
    long version)
    implements Serializable {
  public CustomFieldView {
    choices = List.copyOf(choices);
  }

  public static CustomFieldView of(CustomField field) {
    CustomFieldDetails details = field.getDetails();
    return new CustomFieldView(
        field.getId(),
        field.getObject(),
        field.getKey(),
        details.label(),
        field.getType(),
        details.required(),
        details.choices(),
        details.defaultValue(),
        details.help(),
        details.personal(),
        details.listed(),
        details.position(),
        field.getRetiredAt(),
        field.getVersion());
  }
}
