package io.iotcrm.web.security;

/** The realm could not ask its directory: that says nothing about the credentials. */
public class SignInUnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  public SignInUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
