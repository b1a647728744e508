package io.iotcrm.domain.platform;

/** Another record already has this natural key. */
public class DuplicateRecordException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String type;
  private final String existingId;

  /**
   * @param type e.g. {@code device}
   * @param key the natural key that is taken
   * @param existingId the id of the record that has it
   */
  public DuplicateRecordException(String type, String key, Object existingId) {
    super("there is already a " + type + " " + key);
    this.type = type;
    this.existingId = String.valueOf(existingId);
  }

  public String type() {
    return type;
  }

  public String existingId() {
    return existingId;
  }
}
