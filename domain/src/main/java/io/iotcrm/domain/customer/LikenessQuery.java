package io.iotcrm.domain.customer;

import io.iotcrm.domain.platform.InvalidInputException;
import java.util.Locale;
import java.util.UUID;

/**
 * Who or what is to be entered, to see whether it is there already. Everything may be null, but not
 * all.
 *
 * @param person first and last name
 * @param self a record that is not to be found: the one that is asked for
 */
public record LikenessQuery(
    String person, String company, String email, String phone, String website, UUID self) {
  private static final int MAX = 300;
  private static final int SHORTEST_PHONE = 6;

  public LikenessQuery {
    person = known("/name", person);
    company = known("/company", company);
    email = known("/email", email);
    phone = known("/phone", phone);
    website = known("/website", website);
    if (person == null && company == null && email == null && phone == null && website == null) {
      throw new InvalidInputException("", "a name, company, email, phone or website is needed");
    }
  }

  /** The last digits of the telephone number, which do not depend on how it is written; or null. */
  public String phoneDigits() {
    String digits = phone == null ? "" : phone.replaceAll("[^0-9]", "").replaceFirst("^0+", "");
    return digits.length() < SHORTEST_PHONE
        ? null
        : digits.substring(Math.max(0, digits.length() - 9));
  }

  /** The host of the website or e-mail address without {@code www.}; null where there is none. */
  public static String domain(String address) {
    if (address == null) {
      return null;
    }
    String host =
        address
            .strip()
            .toLowerCase(Locale.ROOT)
            .replaceFirst("^[a-z]+://", "")
            .replaceFirst("^www\\.", "")
            .replaceFirst("[/?#:].*$", "");
    return host.isEmpty() ? null : host;
  }

  private static String known(String pointer, String text) {
    if (text != null && text.length() > MAX) {
      throw new InvalidInputException(pointer, "must have at most " + MAX + " characters");
    }
    return text == null || text.isBlank() ? null : text.strip();
  }
}
