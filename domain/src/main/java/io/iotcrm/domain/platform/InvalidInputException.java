package io.iotcrm.domain.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What the caller sent cannot be used; sending it again changes nothing. */
public class InvalidInputException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** An ArrayList because an exception has to be serializable. */
  private final ArrayList<Violation> violations;

  /**
   * @param pointer JSON pointer (RFC 6901) to the member that is wrong, e.g. {@code /email}
   * @param detail what is wrong with it, to be read after its name: "must have 1 to 200 characters"
   */
  public InvalidInputException(String pointer, String detail) {
    this(List.of(new Violation(pointer, detail)));
  }

  public InvalidInputException(List<Violation> violations) {
    super(
        violations.stream()
            .map(v -> (v.pointer() + " " + v.detail()).strip())
            .collect(Collectors.joining("; ")));
    this.violations = new ArrayList<>(violations);
  }

  /** The same about something that is a member of what the caller sent. */
  public InvalidInputException under(String pointer) {
    return new InvalidInputException(
        violations.stream()
            .map(one -> new Violation(pointer + one.pointer(), one.detail()))
            .toList());
  }

  public List<Violation> violations() {
    return List.copyOf(violations);
  }

  /** One member that is wrong. */
  public record Violation(String pointer, String detail) implements java.io.Serializable {}
}
