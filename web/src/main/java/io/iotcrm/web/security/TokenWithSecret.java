package io.iotcrm.web.security;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.iotcrm.domain.security.NewToken;
import io.iotcrm.domain.security.TokenView;
import io.iotcrm.web.api.SecretBearing;

/**
 * A token just made.
 *
 * @param secret what a program sends as {@code Authorization: Bearer}; shown this once
 */
public record TokenWithSecret(@JsonUnwrapped TokenView token, String secret)
    implements SecretBearing {
  static TokenWithSecret of(NewToken made) {
    return new TokenWithSecret(made.token(), made.secret());
  }

  @Override
  public Object withoutSecret() {
    return token;
  }

  @Override
  public String toString() {
    return "TokenWithSecret[" + token.id() + "]";
  }
}
