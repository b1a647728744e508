package io.iotcrm.domain.security;

import java.io.Serializable;

/**
 * What a role may do with one field.
 *
 * @param field the field's name in the API, e.g. {@code phone}
 */
public record FieldRule(String role, RecordKind kind, String field, FieldAccess access)
    implements Serializable {

  /** E.g. {@code support/contact/phone}: names the rule in problems and in the audit. */
  public String path() {
    return role + "/" + kind.key() + "/" + field;
  }
}
