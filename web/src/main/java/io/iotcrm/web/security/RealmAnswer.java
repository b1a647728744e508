package io.iotcrm.web.security;

import java.util.Optional;

/**
 * What a realm says about credentials.
 *
 * @param signedIn who it is; nothing if the realm refuses
 * @param lockedOut refused for too many attempts: for the audit, never for whoever tries
 */
public record RealmAnswer(Optional<SignedIn> signedIn, boolean lockedOut) {
  static final RealmAnswer REFUSED = new RealmAnswer(Optional.empty(), false);
  static final RealmAnswer LOCKED_OUT = new RealmAnswer(Optional.empty(), true);

  static RealmAnswer of(SignedIn signedIn) {
    return new RealmAnswer(Optional.of(signedIn), false);
  }
}
