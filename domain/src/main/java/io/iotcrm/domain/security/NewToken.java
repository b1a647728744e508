package io.iotcrm.domain.security;

/** A token just made. Its secret is told this once. */
public record NewToken(TokenView token, String secret) {
  @Override
  public String toString() {
    return "NewToken[" + token.id() + "]";
  }
}
