package io.iotcrm.ejb.platform;

/** A message that can never be processed. It belongs to the dead letters, with this reason. */
public class PoisonException extends Exception {
  private static final long serialVersionUID = 1L;

  public PoisonException(String reason) {
    super(reason);
  }

  public PoisonException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
