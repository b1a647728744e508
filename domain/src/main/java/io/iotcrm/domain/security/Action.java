package io.iotcrm.domain.security;

import java.util.Locale;

/** What somebody does with a record. */
public enum Action {
  CREATE,
  READ,
  EDIT,
  DELETE,
  EXPORT;

  /** As the API, the audit and the database write it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
