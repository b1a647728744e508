package io.iotcrm.domain.security;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Set;
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

  /** PostgreSQL's driver gives an array, of which EclipseLink may have made a plain one. */
  @Override
  public Set<String> convertToEntityAttribute(Object stored) {
    Object names = stored;
    try {
      if (stored instanceof java.sql.Array array) {
        names = array.getArray();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the groups of a token are unreadable", e);
    }
    if (names instanceof Object[] array) {
      return Arrays.stream(array).map(String::valueOf).collect(Collectors.toSet());
    }
    String list = String.valueOf(names).replaceAll("[{}]", "");
    return list.isEmpty() ? Set.of() : Set.of(list.split(","));
  }
}
