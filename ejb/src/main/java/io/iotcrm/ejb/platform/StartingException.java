package io.iotcrm.ejb.platform;

import jakarta.ejb.ApplicationException;

/** Something of this application itself is not ready yet: no outage that anybody has to look at. */
@ApplicationException(rollback = true)
public class StartingException extends OutageException {
  private static final long serialVersionUID = 1L;

  public StartingException(String message) {
    super(message, null);
  }
}
