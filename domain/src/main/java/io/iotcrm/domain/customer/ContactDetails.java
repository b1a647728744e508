package io.iotcrm.domain.customer;

/** Who a person is and how to reach them. At least one of the names is required. */
public record ContactDetails(
    String externalId, String firstName, String lastName, String email, String phone, String tier) {
  public ContactDetails {
    firstName = firstName == null ? "" : firstName.strip();
    lastName = lastName == null ? "" : lastName.strip();
    if (firstName.isEmpty() && lastName.isEmpty()) {
      throw new IllegalArgumentException("a contact needs a first or a last name");
    }
    if (firstName.length() > 100 || lastName.length() > 100) {
      throw new IllegalArgumentException("a contact's name has at most 100 characters each part");
    }
    if (email != null && (email.length() > 254 || !email.matches("[^@\\s]+@[^@\\s]+"))) {
      throw new IllegalArgumentException("a contact's e-mail must look like name@domain");
    }
  }
}
