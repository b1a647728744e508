package io.iotcrm.domain.rule;

/** A rule's expression cannot be used. The message says where and what to write instead. */
public class RuleExpressionException extends Exception {
  private static final long serialVersionUID = 1L;

  public RuleExpressionException(String message) {
    super(message);
  }
}
