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
import io.iotcrm.domain.platform.DuplicateRecordException;
import io.iotcrm.domain.platform.InvalidInputException;
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
import java.util.HashMap;
import java.util.Map;
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
    return list.inOrderOf("p.key", DeviceProfile::getKey, ProfileView::of);
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

  /** Which profiles have how many devices, by key; those without any are missing. */
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public Map<String, Long> deviceCounts() {
    Map<String, Long> counts = new HashMap<>();
    for (Object[] row :
        em.createQuery(
                "select p.key, count(d) from Device d join d.profile p group by p.key",
                Object[].class)
            .getResultList()) {
      counts.put((String) row[0], (Long) row[1]);
    }
    return counts;
  }

  /** Removes a profile that no device and no rule names. */
  @RolesAllowed({ADMIN, SUPPORT, INTEGRATOR})
  public void delete(String key, long expected) {
    DeviceProfile profile = require(key);
    if (profile.getVersion() != expected) {
      throw new StaleVersionException(PROFILE, key, expected, profile.getVersion());
    }
    long devices = count("select count(d) from Device d where d.profile.key = ?1", key);
    long rules = count("select count(r) from Rule r where r.profileKey = ?1", key);
    if (devices + rules > 0) {
      throw new InvalidInputException(
          "", "the profile is in use by " + devices + " devices and " + rules + " rules");
    }
    em.remove(profile);
    records.save("delete", PROFILE, key);
  }

  private long count(String query, String key) {
    return em.createQuery(query, Long.class).setParameter(1, key).getSingleResult();
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
