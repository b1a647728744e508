package io.iotcrm.domain.platform;

import jakarta.ejb.ApplicationException;

/** The caller's role fits, but this record is not theirs. */
@ApplicationException(rollback = true)
public class AccessRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public AccessRefusedException(String message) {
    super(message);
  }
}
