package io.iotcrm.domain.security;

/** A record that people reach because of whose it is. */
public interface Reachable {
  /** All whose it is; whoever reaches one of them reaches the record. Entries may be null. */
  Owned[] whose();
}
