package io.iotcrm.edge.pipeline;

import io.iotcrm.domain.telemetry.EdgeEvent;
import io.iotcrm.domain.telemetry.Reading;
import io.iotcrm.domain.telemetry.pipeline.SeriesStages;
import io.iotcrm.domain.telemetry.privacy.LocationGrid;
import io.iotcrm.domain.telemetry.privacy.PrivacySettings;
import io.iotcrm.domain.telemetry.privacy.Pseudonyms;
import io.iotcrm.edge.status.StageCounters;
import java.util.ArrayList;
import java.util.List;

/** Takes out of a message what must not leave the site, before anything remembers it. */
final class PrivacyFilter {
  private static final String STAGE = "privacy";

  /** What the names of single values in an event begin with. */
  private static final List<String> SINGLE_VALUES = List.of("latest.", "previous.", "anomaly.");

  private final StageCounters counters;

  PrivacyFilter(StageCounters counters) {
    this.counters = counters;
  }

  /** The message as it may leave; the device's id is replaced later, by {@link #underPseudonym}. */
  List<Reading> apply(Plans plans, ProfilePlan plan, List<Reading> message) {
    PrivacySettings privacy = plan.privacy();
    if (privacy.isEmpty()) {
      return message;
    }
    Double row = row(privacy.location(), message);
    List<Reading> kept = new ArrayList<>(message.size());
    int changed = 0;
    for (Reading reading : message) {
      Object value = value(plans, privacy, row, reading);
      if (value != null) {
        boolean same = value.equals(reading.value());
        changed += same ? 0 : 1;
        kept.add(same ? reading : with(reading, value));
      }
    }
    StageCounters.Counts counts = counters.of(plan.profile(), STAGE);
    counts.passed(kept.size() - changed);
    counts.changed(changed);
    counts.dropped(message.size() - kept.size());
    return kept;
  }

  /** The latitude that this message's longitude belongs to, coarse already; null for none. */
  private static Double row(LocationGrid grid, List<Reading> message) {
    if (grid != null) {
      for (Reading reading : message) {
        if (reading.key().equals(grid.latitude()) && reading.value() instanceof Double degrees) {
          return grid.latitude(degrees);
        }
      }
    }
    return null;
  }

  /** What may leave in place of the reading's value; null for nothing. */
  private static Object value(Plans plans, PrivacySettings privacy, Double row, Reading reading) {
    if (privacy.drops(reading.key())) {
      return null;
    }
    LocationGrid grid = privacy.location();
    boolean latitude = grid != null && reading.key().equals(grid.latitude());
    if (latitude || grid != null && reading.key().equals(grid.longitude())) {
      if (!(reading.value() instanceof Double degrees) || row == null) {
        return null; // the grid's columns depend on the row: without it, too much would be told
      }
      return latitude ? grid.latitude(degrees) : grid.longitude(degrees, row);
    }
    if (privacy.customerSeries().contains(reading.key())) {
      Pseudonyms pseudonyms = plans.pseudonyms();
      return pseudonyms == null
          ? null
          : pseudonyms.of(Pseudonyms.Kind.CUSTOMER, reading.value().toString());
    }
    return reading.value();
  }

  private static Reading with(Reading reading, Object value) {
    return new Reading(
        reading.deviceId(),
        reading.key(),
        reading.at(),
        value,
        value instanceof String ? null : reading.unit());
  }

  /**
   * What rules did, as it may leave: without single values of series that only leave summed up, and
   * under the device's pseudonym where the profile wants one; nothing where the centre gave no key
   * to make it with.
   */
  List<EdgeEvent> outgoing(Plans plans, ProfilePlan plan, List<EdgeEvent> events) {
    if (events.isEmpty() || plan.privacy().devicePseudonym() && plans.pseudonyms() == null) {
      return List.of();
    }
    String device = events.get(0).deviceId();
    String name =
        plan.privacy().devicePseudonym()
            ? plans.pseudonyms().of(Pseudonyms.Kind.DEVICE, device)
            : device;
    return events.stream()
        .map(event -> event.of(name).with(value -> !isSummedUp(plan, value)))
        .toList();
  }

  private static boolean isSummedUp(ProfilePlan plan, String value) {
    for (String single : SINGLE_VALUES) {
      if (value.startsWith(single)) {
        SeriesStages stages = plan.pipeline().of(value.substring(single.length()));
        return stages.aggregate() != null && !stages.aggregate().keepRaw();
      }
    }
    return false;
  }

  /**
   * The readings under the device's pseudonym where the profile wants one; none where the centre
   * gave no key to make it with.
   */
  List<Reading> underPseudonym(Plans plans, ProfilePlan plan, List<Reading> readings) {
    if (!plan.privacy().devicePseudonym() || readings.isEmpty()) {
      return readings;
    }
    if (plans.pseudonyms() == null) {
      counters.of(plan.profile(), STAGE).dropped(readings.size());
      return List.of();
    }
    String pseudonym = plans.pseudonyms().of(Pseudonyms.Kind.DEVICE, readings.get(0).deviceId());
    return readings.stream()
        .map(r -> new Reading(pseudonym, r.key(), r.at(), r.value(), r.unit()))
        .toList();
  }
}
