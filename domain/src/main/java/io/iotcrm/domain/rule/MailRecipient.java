package io.iotcrm.domain.rule;

/**
 * Who gets an e-mail of a rule. Addresses are looked up when it is sent.
 *
 * @param name the user's or the team's name; null for the others
 */
public record MailRecipient(Kind kind, String name) {
  /** What kind of recipient. */
  public enum Kind {
    USER,
    /** Every user of a team. */
    TEAM,
    /** The owner of the device's account. */
    OWNER,
    /** The device's contact, about the service that it uses. */
    CONTACT_SERVICE,
    /** The device's contact, if that person agreed to marketing. */
    CONTACT_MARKETING
  }

  public MailRecipient {
    boolean named = kind == Kind.USER || kind == Kind.TEAM;
    if (named && (name == null || name.isBlank())) {
      throw new IllegalArgumentException("a user or a team needs its name");
    }
  }
}
