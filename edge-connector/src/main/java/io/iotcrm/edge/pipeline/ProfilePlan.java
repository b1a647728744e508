package io.iotcrm.edge.pipeline;

import io.iotcrm.domain.telemetry.MalformedTelemetryException;
import io.iotcrm.domain.telemetry.ReadingCheck;
import io.iotcrm.domain.telemetry.SeriesSpec;
import io.iotcrm.domain.telemetry.mapping.MappingSettings;
import io.iotcrm.domain.telemetry.mapping.PayloadMapping;
import io.iotcrm.domain.telemetry.pipeline.PipelineSettings;
import io.iotcrm.domain.telemetry.privacy.PrivacySettings;
import io.iotcrm.domain.telemetry.settings.Fault;
import io.iotcrm.edge.registry.RegisteredProfile;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a profile says, made ready for use once per state of the registry. Immutable.
 *
 * @param profile its key, or null for devices without one
 * @param check of each reading
 * @param mapping of payloads, or null
 */
record ProfilePlan(
    String profile,
    ReadingCheck check,
    PayloadMapping mapping,
    PipelineSettings pipeline,
    PrivacySettings privacy) {
  private static final Logger LOG = System.getLogger(ProfilePlan.class.getName());

  /** For a device without a profile, or with one that the registry does not know. */
  static ProfilePlan none(Intake.Limits limits) {
    return new ProfilePlan(
        null, check(List.of(), limits), null, PipelineSettings.NONE, PrivacySettings.NONE);
  }

  /**
   * The centre has checked the settings; should it be of a later version, what is not understood
   * here is said in the log and left out.
   */
  static ProfilePlan of(String key, RegisteredProfile profile, Intake.Limits limits) {
    Map<String, Object> settings = profile.settings();
    List<Fault> faults = new ArrayList<>();
    Object mapping = settings.get("mapping");
    Object pipeline = settings.get("pipeline");
    Object privacy = settings.get("privacy");
    ProfilePlan plan =
        new ProfilePlan(
            key,
            check(profile.series(), limits),
            mapping == null ? null : MappingSettings.read(mapping, "/mapping", faults),
            pipeline == null
                ? PipelineSettings.NONE
                : PipelineSettings.read(pipeline, "/pipeline", faults),
            privacy == null
                ? PrivacySettings.NONE
                : PrivacySettings.read(privacy, "/privacy", faults));
    for (Fault fault : faults) {
      LOG.log(Level.WARNING, "profile {0}, settings{1}", key, fault);
    }
    return plan;
  }

  /** What a gateway's message calls its device, by the mapping; null where that finds no name. */
  String name(String topic, byte[] payload) {
    try {
      return mapping.name(topic, payload);
    } catch (MalformedTelemetryException e) {
      return null;
    }
  }

  private static ReadingCheck check(List<SeriesSpec> series, Intake.Limits limits) {
    return new ReadingCheck(series, limits.ahead(), limits.age(), limits.extraKeys());
  }
}
