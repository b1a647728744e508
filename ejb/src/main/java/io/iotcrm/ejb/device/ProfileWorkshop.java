package io.iotcrm.ejb.device;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.device.MappingTrial;
import io.iotcrm.domain.device.ProfileTemplate;
import io.iotcrm.domain.device.ProfileTemplates;
import io.iotcrm.domain.device.ProfileView;
import io.iotcrm.domain.platform.RecordNotFoundException;
import io.iotcrm.domain.telemetry.mapping.ReadyMappings;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import java.time.Instant;
import java.util.List;

/** What helps in making profiles: templates, ready mappings, and a trial of one's own mapping. */
@Stateless
public class ProfileWorkshop {
  private static final String TEMPLATE = "profile template";

  @EJB private ProfileRegistry profiles;

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public List<ProfileTemplate> templates() {
    return ProfileTemplates.all();
  }

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public ProfileTemplate template(String key) {
    return ProfileTemplates.find(key).orElseThrow(() -> new RecordNotFoundException(TEMPLATE, key));
  }

  /** Makes a profile of the template's key; refused where there is one. */
  @RolesAllowed({ADMIN, SUPPORT, INTEGRATOR})
  public ProfileView create(String template) {
    ProfileTemplate ready = template(template);
    return profiles.create(ready.key(), ready.details());
  }

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public List<ReadyMappings.Ready> mappings() {
    return ReadyMappings.all();
  }

  /**
   * Reads a sample by a mapping; nothing is stored.
   *
   * @throws io.iotcrm.domain.platform.InvalidInputException with what is wrong with either
   */
  @RolesAllowed({ADMIN, SUPPORT, INTEGRATOR})
  public MappingTrial tryMapping(String mapping, String topic, String payload) {
    return MappingTrial.of(mapping, topic, payload, Instant.now());
  }
}
