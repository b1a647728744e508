package io.iotcrm.ejb.recommendation;

/** The database could not be asked. What was begun is undone; trying again later is right. */
public class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreException(String message, Throwable cause) {
    super(message + ": " + cause.getMessage(), cause);
  }
}
