package io.iotcrm.web.security;

import java.io.Serializable;
import java.util.HashSet;
import java.util.Set;

/**
 * Who signed in, and the groups that the realm gave. Kept in the HTTP session, which is replicated:
 * the person stays signed in when an instance dies.
 */
public record SignedIn(String name, Set<String> groups) implements Serializable {
  static final String ATTRIBUTE = SignedIn.class.getName();

  public SignedIn {
    groups = new HashSet<>(groups); // serializable, whatever came
  }
}
