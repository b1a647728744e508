package io.iotcrm.edge.pipeline;

import io.iotcrm.domain.telemetry.privacy.Pseudonyms;
import io.iotcrm.edge.registry.RegisteredDevice;
import io.iotcrm.edge.registry.Registry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A state of the registry, and the plans of its profiles. Immutable. */
final class Plans {
  private final Registry registry;
  private final Map<String, ProfilePlan> plans = new HashMap<>();
  private final ProfilePlan none;
  private final List<ProfilePlan> withTopics;
  private final Pseudonyms pseudonyms;

  Plans(Registry registry, Intake.Limits limits) {
    this.registry = registry;
    this.none = ProfilePlan.none(limits);
    registry
        .profiles()
        .forEach((key, profile) -> plans.put(key, ProfilePlan.of(key, profile, limits)));
    this.withTopics =
        plans.values().stream()
            .filter(plan -> plan.mapping() != null && plan.mapping().hasTopics())
            .toList();
    this.pseudonyms =
        registry.pseudonymKey() == null ? null : new Pseudonyms(registry.pseudonymKey());
  }

  Registry registry() {
    return registry;
  }

  ProfilePlan of(RegisteredDevice device) {
    return device == null || device.profile() == null
        ? none
        : plans.getOrDefault(device.profile(), none);
  }

  /** The profiles that say how to read topics of gateways. */
  List<ProfilePlan> withTopics() {
    return withTopics;
  }

  /** Null where the centre gave no key. */
  Pseudonyms pseudonyms() {
    return pseudonyms;
  }
}
