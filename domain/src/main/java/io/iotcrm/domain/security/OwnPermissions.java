package io.iotcrm.domain.security;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * Who somebody is here, and what they may do.
 *
 * @param teams by name
 * @param grants by kind and action: how far they reach; what is not there is not granted
 * @param fields by kind and field: {@code hidden} or {@code read-only}
 */
public record OwnPermissions(
    String username,
    List<String> roles,
    List<String> teams,
    Map<String, Map<String, String>> grants,
    Map<String, Map<String, String>> fields)
    implements Serializable {}
