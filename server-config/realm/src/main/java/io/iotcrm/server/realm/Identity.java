package io.iotcrm.server.realm;

import java.util.Set;

/** Who has been recognised: the name to act under, and the groups that give it rights. */
record Identity(String name, Set<String> groups) {
  Identity {
    groups = Set.copyOf(groups);
  }
}
