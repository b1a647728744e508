package io.iotcrm.ejb.security;

import java.util.Set;

/**
 * Who asks.
 *
 * @param name as the realm knows them
 * @param roles those of people, of which somebody may have several
 * @param unscoped the system itself, a device or an edge connector: what these may do is said by
 *     the annotations alone
 */
public record Caller(String name, Set<String> roles, boolean unscoped) {
  /** Timers, messages and rules: nobody's request. */
  public static final Caller SYSTEM = new Caller("system", Set.of(), true);

  public Caller {
    roles = Set.copyOf(roles);
  }
}
