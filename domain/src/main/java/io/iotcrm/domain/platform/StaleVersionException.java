package io.iotcrm.domain.platform;

/** Somebody else changed the record after the caller had read it. */
public class StaleVersionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long current;

  public StaleVersionException(String type, Object id, long expected, long current) {
    super(
        "%s %s is at version %d, not %d: read it again, then repeat the change"
            .formatted(type, id, current, expected));
    this.current = current;
  }

  /** The version that is stored now. */
  public long current() {
    return current;
  }
}
