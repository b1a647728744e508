package io.iotcrm.domain.customer;

import java.util.Locale;
import java.util.Set;

/**
 * How promising a lead is, 0 to 100, from what is known of it: points for every way to reach it,
 * for a company that is really one, for where it came from and for how far it has come. The points
 * are in {@code docs/customers.md}; the same lead always has the same score.
 */
public final class LeadScore {
  private static final Set<String> MAILBOXES =
      Set.of(
          "gmail.com",
          "googlemail.com",
          "outlook.com",
          "hotmail.com",
          "live.com",
          "yahoo.com",
          "icloud.com",
          "gmx.de",
          "gmx.net",
          "web.de",
          "t-online.de",
          "aol.com",
          "proton.me",
          "protonmail.com");

  private LeadScore() {}

  public static int of(LeadDetails details, LeadStatus status) {
    if (status == LeadStatus.DISQUALIFIED) {
      return 0;
    }
    int score = details.source().points();
    if (details.email() != null) {
      score += isCompanyAddress(details.email()) ? 20 : 10;
    }
    score += details.phone() != null ? 15 : 0;
    score += details.company() != null ? 10 : 0;
    score += details.website() != null ? 5 : 0;
    score += details.jobTitle() != null ? 5 : 0;
    return score
        + switch (status) {
          case NEW, DISQUALIFIED -> 0;
          case WORKING -> 10;
          case QUALIFIED, CONVERTED -> 20;
        };
  }

  /** Whether an e-mail address is at a domain of its own, and not at one where anybody has one. */
  public static boolean isCompanyAddress(String email) {
    String domain = email.substring(email.indexOf('@') + 1).toLowerCase(Locale.ROOT);
    return !MAILBOXES.contains(domain);
  }
}
