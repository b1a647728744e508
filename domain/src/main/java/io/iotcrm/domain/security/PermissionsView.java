package io.iotcrm.domain.security;

import java.io.Serializable;
import java.time.Instant;
import java.util.Map;

/**
 * The matrix that holds, and who made it so.
 *
 * @param changedAt null: it is the standard, nobody has changed it
 */
public record PermissionsView(
    Map<String, Map<String, Map<String, String>>> grants,
    Map<String, Map<String, Map<String, String>>> fields,
    Instant changedAt,
    String changedBy,
    long version)
    implements Serializable {

  public static PermissionsView of(
      PermissionMatrix matrix, Instant changedAt, String changedBy, long version) {
    PermissionsDocument document = PermissionsDocument.of(matrix);
    return new PermissionsView(document.grants(), document.fields(), changedAt, changedBy, version);
  }
}
