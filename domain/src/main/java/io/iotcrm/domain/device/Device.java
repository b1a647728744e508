package io.iotcrm.domain.device;

import io.iotcrm.domain.customer.Account;
import io.iotcrm.domain.customer.Contact;
import io.iotcrm.domain.security.Owned;
import io.iotcrm.domain.security.Reachable;
import io.iotcrm.domain.telemetry.Reading;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;

/** A device in the registry, and whose it is. */
@Entity
@Table(name = "device")
public class Device implements Reachable {
  @Id private String id;

  /** Given by the database: the device's short name in the telemetry tables. */
  @Column(insertable = false, updatable = false)
  private int no;

  @ManyToOne(fetch = FetchType.LAZY, optional = false)
  @JoinColumn(name = "profile_id")
  private DeviceProfile profile;

  private String name;
  private String site;

  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "account_id")
  private Account account;

  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "contact_id")
  private Contact contact;

  @Column(name = "controls_id")
  private String controlsId;

  private boolean enabled = true;
  private boolean gateway;

  @Column(name = "via_gateway")
  private String viaGateway;

  private String attributes = "{}";

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  @Version private long version;

  protected Device() {}

  /**
   * @param id 1..64 characters of {@code [A-Za-z0-9_-]}
   */
  public Device(String id, DeviceProfile profile, String name, String site) {
    if (!Reading.isDeviceId(id)) {
      throw new IllegalArgumentException(
          "a device's id must be 1 to 64 letters, digits, '_' or '-'");
    }
    this.id = id;
    this.profile = profile;
    this.createdAt = Instant.now();
    rename(name, site);
  }

  public final void rename(String newName, String newSite) {
    name = newName == null || newName.isBlank() ? id : newName;
    site = newSite;
    updatedAt = Instant.now();
  }

  /** Says whose the device is: a company's, a person's, or (both null) nobody's. */
  public void belongTo(Account newAccount, Contact newContact) {
    account = newAccount;
    contact = newContact;
    updatedAt = Instant.now();
  }

  /** Names the device that acts on what this one measures, e.g. the thermostat of a fridge. */
  public void controlThrough(String deviceId) {
    controlsId = deviceId;
    updatedAt = Instant.now();
  }

  /** Lets the device speak for those that name it in {@link #connectThrough}. */
  public void speakForOthers(boolean speaks) {
    if (speaks && viaGateway != null) {
      throw new IllegalArgumentException("a gateway is not itself behind a gateway");
    }
    gateway = speaks;
    updatedAt = Instant.now();
  }

  /** Names the gateway that speaks for the device, or null: it speaks for itself only. */
  public void connectThrough(String gatewayId) {
    if (gatewayId != null && (gateway || gatewayId.equals(id))) {
      throw new IllegalArgumentException("a gateway is not itself behind a gateway");
    }
    viaGateway = gatewayId;
    updatedAt = Instant.now();
  }

  /**
   * @param json a JSON object
   */
  public void describe(String json) {
    attributes = json;
    updatedAt = Instant.now();
  }

  /** A blocked device is refused at every door; what it sent before stays. */
  public void block() {
    enabled = false;
    updatedAt = Instant.now();
  }

  public void unblock() {
    enabled = true;
    updatedAt = Instant.now();
  }

  /** At most one of the two is there. */
  @Override
  public Owned[] whose() {
    return new Owned[] {account, contact};
  }

  public String getId() {
    return id;
  }

  public int getNo() {
    return no;
  }

  public DeviceProfile getProfile() {
    return profile;
  }

  public String getName() {
    return name;
  }

  public String getSite() {
    return site;
  }

  public Account getAccount() {
    return account;
  }

  public Contact getContact() {
    return contact;
  }

  public String getControlsId() {
    return controlsId;
  }

  public boolean isEnabled() {
    return enabled;
  }

  public boolean isGateway() {
    return gateway;
  }

  public String getViaGateway() {
    return viaGateway;
  }

  public String getAttributes() {
    return attributes;
  }

  public Instant getCreatedAt() {
    return createdAt;
  }

  public Instant getUpdatedAt() {
    return updatedAt;
  }

  public long getVersion() {
    return version;
  }
}
