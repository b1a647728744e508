package io.iotcrm.domain.platform;

/** The caller may change the record, but not this field of it. */
public class FieldRefusedException extends AccessRefusedException {
  private static final long serialVersionUID = 1L;

  private final String pointer;

  /**
   * @param pointer JSON pointer (RFC 6901) to the member, e.g. {@code /phone}
   * @param detail to be read after the member's name: "is read-only for you"
   */
  public FieldRefusedException(String pointer, String detail) {
    super(pointer + " " + detail);
    this.pointer = pointer;
  }

  public String pointer() {
    return pointer;
  }
}
