package io.iotcrm.web.security;

import jakarta.security.enterprise.credential.Credential;

/**
 * What a person shows after the password.
 *
 * @param code of the app, or a recovery code; null for a person who has just enrolled
 */
record SecondStep(String code) implements Credential {
  @Override
  public String toString() {
    return "SecondStep"; // never the code
  }
}
