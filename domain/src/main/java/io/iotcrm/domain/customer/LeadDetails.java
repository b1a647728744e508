package io.iotcrm.domain.customer;

/**
 * Who a lead is and where it came from. A name of the person or of the company is required; what is
 * blank counts as unknown.
 *
 * @param note what was said so far
 */
public record LeadDetails(
    String firstName,
    String lastName,
    String company,
    String jobTitle,
    String email,
    String phone,
    String website,
    String city,
    LeadSource source,
    String note) {
  public LeadDetails {
    firstName = firstName == null ? "" : firstName.strip();
    lastName = lastName == null ? "" : lastName.strip();
    company = known(company);
    jobTitle = known(jobTitle);
    email = known(email);
    phone = known(phone);
    website = known(website);
    city = known(city);
    note = known(note);
    source = source == null ? LeadSource.OTHER : source;
    if (firstName.isEmpty() && lastName.isEmpty() && company == null) {
      throw new IllegalArgumentException("a lead needs the name of a person or of a company");
    }
    if (firstName.length() > 100 || lastName.length() > 100) {
      throw new IllegalArgumentException("a lead's name has at most 100 characters each part");
    }
    if (company != null && company.length() > 200) {
      throw new IllegalArgumentException("a lead's company has at most 200 characters");
    }
    if (email != null && (email.length() > 254 || !email.matches("[^@\\s]+@[^@\\s]+"))) {
      throw new IllegalArgumentException("a lead's e-mail must look like name@domain");
    }
  }

  /** Whether a person is named, and not only a company. */
  public boolean namesAPerson() {
    return !firstName.isEmpty() || !lastName.isEmpty();
  }

  private static String known(String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
