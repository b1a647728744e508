package io.iotcrm.domain.device;

import java.util.UUID;

/**
 * What people say about a device, apart from its id.
 *
 * @param accountId whose it is; a company or (contactId) a person, not both
 * @param controlsId the device that acts on what this one measures, or null
 * @param gateway whether it speaks for other devices
 * @param viaGateway the gateway that speaks for it, or null
 * @param attributes JSON object, or null for an empty one
 */
public record DeviceDetails(
    String profileKey,
    String name,
    String site,
    UUID accountId,
    UUID contactId,
    String controlsId,
    boolean enabled,
    boolean gateway,
    String viaGateway,
    String attributes) {

  /** What a device says of itself now, to change a part of it. */
  public static DeviceDetails of(DeviceView view) {
    return new DeviceDetails(
        view.profileKey(),
        view.name(),
        view.site(),
        view.accountId(),
        view.contactId(),
        view.controlsId(),
        view.enabled(),
        view.gateway(),
        view.viaGateway(),
        view.attributes());
  }

  /** The same, let in or blocked. */
  public DeviceDetails withEnabled(boolean wanted) {
    return new DeviceDetails(
        profileKey,
        name,
        site,
        accountId,
        contactId,
        controlsId,
        wanted,
        gateway,
        viaGateway,
        attributes);
  }

  /** The same, of another owner. */
  public DeviceDetails ownedBy(UUID account, UUID contact) {
    return new DeviceDetails(
        profileKey,
        name,
        site,
        account,
        contact,
        controlsId,
        enabled,
        gateway,
        viaGateway,
        attributes);
  }
}
