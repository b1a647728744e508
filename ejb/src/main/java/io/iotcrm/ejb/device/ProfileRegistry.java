package io.iotcrm.ejb.device;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.device.DeviceProfile;
import io.iotcrm.domain.device.ProfileDetails;
import io.iotcrm.domain.device.ProfileSettings;
import io.iotcrm.domain.device.ProfileView;
import io.iotcrm.domain.platform.Cursor;
import io.iotcrm.domain.platform.DuplicateRecordException;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.platform.RecordNotFoundException;
import io.iotcrm.domain.platform.StaleVersionException;
import io.iotcrm.ejb.platform.ListQuery;
import io.iotcrm.ejb.platform.Records;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;

/** The types of device. A profile's key is its name everywhere. */
@Stateless
public class ProfileRegistry {
  private static final String PROFILE = "device profile";

  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private Records records;

  /** Profiles by key. */
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public Page<ProfileView> list(PageRequest page) {
    ListQuery<DeviceProfile> list =
        ListQuery.of(em, DeviceProfile.class, "select p from DeviceProfile p", page);
    Cursor after = list.cursor(1);
    if (after != null) {
      list.and("p.key > ?", after.text(0));
    }
    return list.page("p.key", p -> Cursor.of(p.getKey()), ProfileView::of);
  }

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public ProfileView get(String key) {
    return ProfileView.of(require(key));
  }

  @RolesAllowed({ADMIN, SUPPORT, INTEGRATOR})
  public ProfileView create(String key, ProfileDetails details) {
    ProfileSettings.check(details.settings());
    byKey(key)
        .ifPresent(
            p -> {
              throw new DuplicateRecordException(PROFILE, key, key);
            });
    DeviceProfile profile = new DeviceProfile(key, details);
    em.persist(profile);
    records.save("create", PROFILE, key);
    return ProfileView.of(profile);
  }

  /** Replaces everything but the key of the profile that was read at the expected version. */
  @RolesAllowed({ADMIN, SUPPORT, INTEGRATOR})
  public ProfileView update(String key, ProfileDetails details, long expected) {
    ProfileSettings.check(details.settings());
    DeviceProfile profile = require(key);
    if (profile.getVersion() != expected) {
      throw new StaleVersionException(PROFILE, key, expected, profile.getVersion());
    }
    profile.describe(details);
    records.save("update", PROFILE, key);
    return ProfileView.of(profile);
  }

  private DeviceProfile require(String key) {
    return byKey(key).orElseThrow(() -> new RecordNotFoundException(PROFILE, key));
  }

  private Optional<DeviceProfile> byKey(String key) {
    return em.createQuery("select p from DeviceProfile p where p.key = ?1", DeviceProfile.class)
        .setParameter(1, key)
        .getResultStream()
        .findFirst();
  }
}
