package io.iotcrm.domain.security;

import java.util.Locale;

/** What somebody may do with one field of a record, from the least to the most. */
public enum FieldAccess {
  /** Not shown, not exported, and nothing can be found or sorted by it. */
  HIDDEN,

  /** Shown, but a request that changes it is refused. */
  READ_ONLY,

  /** As the grants on the record say. */
  EDITABLE;

  /** As the API, the audit and the database write it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
