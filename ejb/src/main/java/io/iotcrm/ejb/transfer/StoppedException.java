package io.iotcrm.ejb.transfer;

/** The work is not this instance's any more, or was cancelled: nothing is wrong with it. */
final class StoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StoppedException(String why) {
    super(why);
  }
}
