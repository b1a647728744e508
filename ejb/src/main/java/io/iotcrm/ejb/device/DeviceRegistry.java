package io.iotcrm.ejb.device;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.customer.Account;
import io.iotcrm.domain.customer.Contact;
import io.iotcrm.domain.device.Device;
import io.iotcrm.domain.device.DeviceDetails;
import io.iotcrm.domain.device.DeviceProfile;
import io.iotcrm.domain.device.DeviceQuery;
import io.iotcrm.domain.device.DeviceView;
import io.iotcrm.domain.device.NewCredential;
import io.iotcrm.domain.device.NewDevice;
import io.iotcrm.domain.platform.DuplicateRecordException;
import io.iotcrm.domain.platform.Ids;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.security.Action;
import io.iotcrm.domain.security.Reach;
import io.iotcrm.domain.security.RecordKind;
import io.iotcrm.ejb.platform.ListQuery;
import io.iotcrm.ejb.platform.Records;
import io.iotcrm.ejb.security.Permissions;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Set;

/** The devices we know, whose they are, and their secrets. */
@Stateless
public class DeviceRegistry {
  private static final String DEVICE_NAME = "device";
  private static final String SELECT =
      "select d from Device d join fetch d.profile p left join fetch d.account a"
          + " left join fetch d.contact c";

  /** Apart from the joins above, so that whoever reaches everything does not pay for it. */
  private static final String WITHIN =
      "d.id in (select r.id from Device r" + DeviceReach.JOINS + " where ";

  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private Records records;
  @Inject private Permissions permissions;
  @Inject private DeviceReach reach;
  @Inject private CredentialMaker credentials;

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public Page<DeviceView> list(DeviceQuery query) {
    Reach within = permissions.require(Action.READ, RecordKind.DEVICE);
    ListQuery<Device> list =
        ListQuery.of(em, Device.class, SELECT, query.page())
            .within(within, WITHIN, ")", DeviceReach.whose())
            .search(query.q(), "d.id", "d.name", "d.site")
            .filter("p.key = ?", query.profileKey())
            .filter("a.id = ?", query.accountId())
            .filter("c.id = ?", query.contactId())
            .filter("d.site = ?", query.site())
            .filter("d.enabled = ?", query.enabled())
            .filter("d.id in (select s.id from DeviceStateRow s where s.state = ?)", query.state());
    return list.inOrderOf("d.id", Device::getId, DeviceView::of);
  }

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public DeviceView get(String id) {
    return DeviceView.of(records.readable(Device.class, RecordKind.DEVICE, id));
  }

  /** Those of the devices that the caller reaches. */
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public Set<String> readable(Set<String> ids) {
    return reach.among(ids, Action.READ);
  }

  /**
   * Registers a device and makes its first secret, which is returned only here.
   *
   * @param id null: one is made
   */
  @RolesAllowed({ADMIN, SUPPORT, INTEGRATOR})
  public NewDevice create(String id, DeviceDetails details) {
    permissions.require(Action.CREATE, RecordKind.DEVICE);
    String chosen = id == null ? Ids.next().toString() : id;
    if (em.find(Device.class, chosen) != null) {
      throw new DuplicateRecordException(DEVICE_NAME, chosen, chosen);
    }
    Device device =
        Records.checked(
            "/id",
            () ->
                new Device(chosen, profile(details.profileKey()), details.name(), details.site()));
    describe(device, details);
    em.persist(device);
    String secret = credentials.make(chosen, NewCredential.token()).secret();
    records.save("create", DEVICE_NAME, chosen);
    return new NewDevice(DeviceView.of(device), secret);
  }

  /** Replaces what people say about the device that was read at the expected version. */
  @RolesAllowed({ADMIN, SUPPORT, INTEGRATOR})
  public DeviceView update(String id, DeviceDetails details, long expected) {
    Device device =
        records.allowed(
            Action.EDIT, Device.class, RecordKind.DEVICE, id, expected, Device::getVersion);
    if (!device.getProfile().getKey().equals(details.profileKey())) {
      throw new InvalidInputException(
          "/profileKey", "cannot be changed; register another device instead");
    }
    device.rename(details.name(), details.site());
    describe(device, details);
    records.save("update", DEVICE_NAME, id);
    return DeviceView.of(device);
  }

  private void describe(Device device, DeviceDetails details) {
    if (details.accountId() != null && details.contactId() != null) {
      throw new InvalidInputException(
          "/contactId", "must be absent when accountId is given: a device has one owner");
    }
    Account account = records.account(details.accountId(), "/accountId", device.getAccount());
    Contact contact = records.contact(details.contactId(), "/contactId", device.getContact());
    device.belongTo(account, contact);
    if (details.controlsId() != null && !details.controlsId().equals(device.getControlsId())) {
      records.device(details.controlsId(), "/controlsId");
    }
    device.controlThrough(details.controlsId());
    connect(device, details);
    device.describe(details.attributes() == null ? "{}" : details.attributes());
    if (details.enabled()) {
      device.unblock();
    } else {
      device.block();
    }
  }

  /** A device behind a gateway names one that is there and speaks for others. */
  private void connect(Device device, DeviceDetails details) {
    String via = details.viaGateway();
    if (via != null && !via.equals(device.getViaGateway())) {
      if (!records.device(via, "/viaGateway").isGateway()) {
        throw new InvalidInputException("/viaGateway", "names a device that is no gateway: " + via);
      }
    }
    if (device.isGateway() && !details.gateway() && speaksForSomebody(device.getId())) {
      throw new InvalidInputException("/gateway", "must stay true while devices name it");
    }
    Records.checked(
        "/viaGateway",
        () -> {
          device.speakForOthers(false);
          device.connectThrough(via);
          device.speakForOthers(details.gateway());
          return device;
        });
  }

  private boolean speaksForSomebody(String gatewayId) {
    return !em.createQuery("select d.id from Device d where d.viaGateway = ?1", String.class)
        .setParameter(1, gatewayId)
        .setMaxResults(1)
        .getResultList()
        .isEmpty();
  }

  private DeviceProfile profile(String key) {
    return em.createQuery("select p from DeviceProfile p where p.key = ?1", DeviceProfile.class)
        .setParameter(1, key)
        .getResultStream()
        .findFirst()
        .orElseThrow(
            () -> new InvalidInputException("/profileKey", "names no device profile: " + key));
  }
}
