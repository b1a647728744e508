package io.iotcrm.ejb.platform;

import jakarta.ejb.ApplicationException;

/**
 * Something that this application stands on (database, grid, broker) is away at the moment. What
 * was asked is right and will work later: it must be repeated, never discarded.
 */
@ApplicationException(rollback = true)
public class OutageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public OutageException(String message, Throwable cause) {
    super(message, cause);
  }
}
