package io.iotcrm.domain.platform;

/** There is no such record, or the caller may not know that there is. */
public class RecordNotFoundException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param type what was looked for, e.g. {@code ticket}
   */
  public RecordNotFoundException(String type, Object id) {
    super("there is no " + type + " " + id);
  }
}
