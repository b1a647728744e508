package io.iotcrm.web.api;

/** An answer that must not be stored as it is, because it shows a secret once. */
public interface SecretBearing {
  /** What a repetition of the request is answered with. */
  Object withoutSecret();
}
