package io.iotcrm.ear.application;

import io.iotcrm.domain.device.DeviceDetails;
import io.iotcrm.domain.device.ProfileDetails;
import io.iotcrm.domain.rule.RuleDefinition;
import io.iotcrm.domain.rule.RuleView;
import io.iotcrm.ejb.device.DeviceRegistry;
import io.iotcrm.ejb.device.ProfileRegistry;
import io.iotcrm.ejb.rule.RuleService;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RunAs;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;

/** Lets a test call services that only an administrator may. */
@Stateless
@RunAs("admin")
public class AdminCalls {
  @EJB private RuleService rules;
  @EJB private ProfileRegistry profiles;
  @EJB private DeviceRegistry devices;

  @PermitAll
  public void createDevice(String profile, String device) {
    profiles.create(profile, new ProfileDetails("Test sensor", "[]", 600, null));
    devices.create(
        device,
        new DeviceDetails(
            profile, "Test device", "test", null, null, null, true, false, null, null));
  }

  @PermitAll
  public RuleView createRule(RuleDefinition definition) {
    return rules.create(definition);
  }
}
