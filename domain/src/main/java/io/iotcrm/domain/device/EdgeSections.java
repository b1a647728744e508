package io.iotcrm.domain.device;

import io.iotcrm.domain.platform.InvalidInputException.Violation;
import io.iotcrm.domain.telemetry.JsonTree;
import io.iotcrm.domain.telemetry.MalformedTelemetryException;
import io.iotcrm.domain.telemetry.mapping.MappingSettings;
import io.iotcrm.domain.telemetry.pipeline.PipelineSettings;
import io.iotcrm.domain.telemetry.privacy.PrivacySettings;
import io.iotcrm.domain.telemetry.settings.Fault;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks the sections that the edge reads, by the code with which it reads them: what passes here
 * is understood there.
 */
final class EdgeSections {
  private EdgeSections() {}

  static List<Violation> mapping(JsonObject section, String pointer) {
    return check(section, pointer, MappingSettings::read);
  }

  static List<Violation> pipeline(JsonObject section, String pointer) {
    return check(section, pointer, PipelineSettings::read);
  }

  static List<Violation> privacy(JsonObject section, String pointer) {
    return check(section, pointer, PrivacySettings::read);
  }

  /** Reads a section and notes its faults. */
  private interface Reader {
    Object read(Object tree, String pointer, List<Fault> faults);
  }

  private static List<Violation> check(JsonObject section, String pointer, Reader reader) {
    List<Fault> faults = new ArrayList<>();
    try {
      reader.read(
          JsonTree.parse(section.toString().getBytes(StandardCharsets.UTF_8)), pointer, faults);
    } catch (MalformedTelemetryException e) {
      faults.add(new Fault(pointer, "is nested too deeply or has a number that is too long"));
    }
    return faults.stream().map(fault -> new Violation(fault.pointer(), fault.message())).toList();
  }
}
