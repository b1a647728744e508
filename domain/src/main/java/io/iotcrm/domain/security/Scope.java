package io.iotcrm.domain.security;

import java.util.Locale;

/** Which records of a kind somebody reaches, from the narrowest to the widest. */
public enum Scope {
  /** No record: the action is not granted. */
  NONE,

  /** Those that are the person's own. */
  OWN,

  /** The person's own, those of their teams, and those of no team whose owner is in one of them. */
  TEAM,

  /** Every record. */
  ALL;

  /** As the API, the audit and the database write it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  public boolean isWiderThan(Scope other) {
    return compareTo(other) > 0;
  }

  public Scope widest(Scope other) {
    return isWiderThan(other) ? this : other;
  }
}
