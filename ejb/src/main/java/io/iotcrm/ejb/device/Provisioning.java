package io.iotcrm.ejb.device;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.DEVICE;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.customer.Account;
import io.iotcrm.domain.customer.Contact;
import io.iotcrm.domain.device.ClaimCode;
import io.iotcrm.domain.device.Device;
import io.iotcrm.domain.device.DeviceProfile;
import io.iotcrm.domain.device.DeviceView;
import io.iotcrm.domain.device.NewCredential;
import io.iotcrm.domain.device.NewDevice;
import io.iotcrm.domain.platform.AccessRefusedException;
import io.iotcrm.domain.platform.DuplicateRecordException;
import io.iotcrm.domain.platform.Ids;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.security.Action;
import io.iotcrm.ejb.platform.Records;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Devices that come by themselves, and devices that find their owner. */
@Stateless
public class Provisioning {
  private static final String DEVICE_NAME = "device";

  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private ProvisioningTable table;
  @Inject private CredentialMaker credentials;
  @Inject private Records records;
  @Inject private DeviceReach reach;
  @EJB private ProvisioningRefusals refusals;
  @Resource private SessionContext context;

  /**
   * Registers a device that has its profile's key. Who calls is not signed in: the key and its
   * secret are all they have to show.
   *
   * @param deviceId null: one is made
   * @throws AccessRefusedException without saying which of key and secret was wrong
   */
  @PermitAll
  public NewDevice byKey(String key, String secret, String deviceId, String name) {
    Optional<ProvisioningTable.Stored> found = key == null ? Optional.empty() : table.byKey(key);
    if (found.isEmpty() || secret == null || !found.get().secret().matches(secret)) {
      found.ifPresent(stored -> refusals.count(stored.profileId(), "wrong secret"));
      throw new AccessRefusedException("no profile has this key and secret");
    }
    ProvisioningTable.Stored stored = found.get();
    if (!stored.switchedOn()) {
      refusals.count(stored.profileId(), "switched off");
      throw new AccessRefusedException("registering by key is switched off for this profile");
    }
    String id = deviceId == null ? Ids.next().toString() : deviceId;
    if (em.find(Device.class, id) != null) {
      refusals.count(stored.profileId(), "registered already: " + id);
      throw new DuplicateRecordException(DEVICE_NAME, id, null);
    }
    if (!table.hasRoom(stored.profileId())) {
      refusals.count(stored.profileId(), "no room for more");
      throw new AccessRefusedException("no more devices of this profile may register themselves");
    }
    DeviceProfile profile = em.find(DeviceProfile.class, stored.profileId());
    Device device = Records.checked("/deviceId", () -> new Device(id, profile, name, null));
    em.persist(device);
    String token = credentials.make(id, NewCredential.token()).secret();
    records.save("provision", DEVICE_NAME, id);
    table.countRegistered(stored.profileId(), id);
    return new NewDevice(DeviceView.of(device), token);
  }

  /** Makes a code for a device that has no owner; one that it had before stops working. */
  @RolesAllowed({DEVICE, ADMIN, SUPPORT, INTEGRATOR})
  public ClaimCode makeClaimCode(String deviceId) {
    String caller = context.getCallerPrincipal().getName();
    boolean operator =
        context.isCallerInRole(ADMIN)
            || context.isCallerInRole(SUPPORT)
            || context.isCallerInRole(INTEGRATOR);
    if (!operator && !caller.equals("device/" + deviceId)) {
      throw new AccessRefusedException("a device asks for its own code only");
    }
    reach.require(Action.EDIT, deviceId);
    Device device = records.find(Device.class, DEVICE_NAME, deviceId);
    requireUnowned(device);
    int minutes = table.claimMinutes(device.getProfile().getId());
    ClaimCode code = ClaimCode.make(deviceId, Instant.now().plus(Duration.ofMinutes(minutes)));
    table.putClaim(deviceId, code.hash(), code.expiresAt());
    records.save("make-claim-code", DEVICE_NAME, deviceId);
    return code;
  }

  /** Gives the device that shows this code to a company or a person; the code is then used up. */
  @RolesAllowed({ADMIN, SALES, SUPPORT, INTEGRATOR})
  public DeviceView claim(String code, UUID accountId, UUID contactId) {
    if ((accountId == null) == (contactId == null)) {
      throw new InvalidInputException("/accountId", "or /contactId is needed, one of them");
    }
    Account account = records.account(accountId, "/accountId");
    Contact contact = records.contact(contactId, "/contactId");
    String deviceId =
        table
            .takeClaim(ClaimCode.hash(code == null ? "" : code))
            .orElseThrow(
                () -> new InvalidInputException("/code", "is no device's, or its time is over"));
    Device device = records.find(Device.class, DEVICE_NAME, deviceId);
    requireUnowned(device);
    device.belongTo(account, contact);
    records.save("claim", DEVICE_NAME, deviceId);
    return DeviceView.of(device);
  }

  private static void requireUnowned(Device device) {
    if (device.getAccount() != null || device.getContact() != null) {
      throw new InvalidInputException("", "the device has an owner; take that away first");
    }
  }
}
