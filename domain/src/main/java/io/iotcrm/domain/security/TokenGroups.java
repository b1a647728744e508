package io.iotcrm.domain.security;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A set of group names as PostgreSQL's text[] in its text form. The groups are the names in {@link
 * Role}: none needs quoting.
 */
@Converter
public class TokenGroups implements AttributeConverter<Set<String>, Object> {
  @Override
  public Object convertToDatabaseColumn(Set<String> groups) {
    return groups.stream().sorted().collect(Collectors.joining(",", "{", "}"));
  }

  @Override
  public Set<String> convertToEntityAttribute(Object stored) {
    String list = String.valueOf(stored).replaceAll("[{}\"\\[\\] ]", "");
    return list.isEmpty() ? Set.of() : new TreeSet<>(Arrays.asList(list.split(",")));
  }
}
