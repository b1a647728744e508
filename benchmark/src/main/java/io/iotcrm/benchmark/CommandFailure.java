package io.iotcrm.benchmark;

/** Ends a subcommand with a message for the person at the terminal instead of a stack trace. */
public final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CommandFailure(String message) {
    super(message);
  }

  public CommandFailure(String message, Throwable cause) {
    super(message + ": " + cause.getMessage(), cause);
  }
}
