package io.iotcrm.domain.device;

import io.iotcrm.domain.customer.Account;
import io.iotcrm.domain.customer.Contact;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/**
 * A device as lists and pages show it.
 *
 * @param attributes JSON object
 */
public record DeviceView(
    String id,
    String profileKey,
    String profileName,
    String name,
    String site,
    UUID accountId,
    String accountName,
    UUID contactId,
    String contactName,
    String controlsId,
    boolean enabled,
    boolean gateway,
    String viaGateway,
    String attributes,
    Instant createdAt,
    Instant updatedAt,
    long version)
    implements Serializable {

  public static DeviceView of(Device device) {
    DeviceProfile profile = device.getProfile();
    Account account = device.getAccount();
    Contact contact = device.getContact();
    return new DeviceView(
        device.getId(),
        profile.getKey(),
        profile.getName(),
        device.getName(),
        device.getSite(),
        account == null ? null : account.getId(),
        account == null ? null : account.getName(),
        contact == null ? null : contact.getId(),
        contact == null ? null : contact.getName(),
        device.getControlsId(),
        device.isEnabled(),
        device.isGateway(),
        device.getViaGateway(),
        device.getAttributes(),
        device.getCreatedAt(),
        device.getUpdatedAt(),
        device.getVersion());
  }
}
