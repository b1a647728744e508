package io.iotcrm.domain.platform;

/** The caller's role fits, but this record is not theirs. */
public class AccessRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public AccessRefusedException(String message) {
    super(message);
  }
}
