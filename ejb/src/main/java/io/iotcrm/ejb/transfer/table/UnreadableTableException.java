package io.iotcrm.ejb.transfer.table;

import java.io.IOException;

/** The file is not what it should be; the message says what is wrong, for whoever sent it. */
public class UnreadableTableException extends IOException {
  private static final long serialVersionUID = 1L;

  public UnreadableTableException(String message) {
    super(message);
  }

  public UnreadableTableException(String message, Throwable cause) {
    super(message, cause);
  }
}
