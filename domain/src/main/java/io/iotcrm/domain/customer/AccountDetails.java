package io.iotcrm.domain.customer;

/** What is known about a company, apart from who looks after it. Only the name is required. */
public record AccountDetails(
    String name, String industry, String phone, String website, String city) {
  public AccountDetails {
    if (name == null || name.isBlank() || name.length() > 200) {
      throw new IllegalArgumentException("an account's name must have 1 to 200 characters");
    }
  }
}
