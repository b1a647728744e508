package io.iotcrm.domain.security;

/**
 * Something worth remembering. No secrets and no personal data in the detail: the audit outlives
 * what it speaks of.
 *
 * @param action a verb: {@code sign-in}, {@code create}, {@code revoke}, ...
 * @param objectType e.g. {@code token}
 * @param objectId may be null
 * @param address the caller's network address; may be null
 * @param detail may be null
 */
public record AuditEvent(
    String action,
    String objectType,
    String objectId,
    AuditEntry.Outcome outcome,
    String address,
    String detail) {
  private static final int MAX = 1000;

  public AuditEvent {
    objectId = shortened(objectId);
    detail = shortened(detail);
  }

  public static AuditEvent allowed(String action, String objectType, Object objectId) {
    return new AuditEvent(
        action, objectType, String.valueOf(objectId), AuditEntry.Outcome.ALLOWED, null, null);
  }

  /** The same, from a network address. */
  public AuditEvent from(String caller) {
    return new AuditEvent(action, objectType, objectId, outcome, caller, detail);
  }

  private static String shortened(String text) {
    if (text == null) {
      return null;
    }
    String clean = text.replace('\u0000', ' '); // PostgreSQL has no text with NUL
    return clean.length() <= MAX ? clean : clean.substring(0, MAX);
  }
}
