package io.iotcrm.ejb.platform;

/** The other side will never take it: it is given up without another attempt. */
public class OutboxRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  public OutboxRefusedException(String message) {
    super(message);
  }
}
