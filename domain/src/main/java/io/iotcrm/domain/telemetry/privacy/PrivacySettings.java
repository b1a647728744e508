package io.iotcrm.domain.telemetry.privacy;

import io.iotcrm.domain.telemetry.settings.Fault;
import io.iotcrm.domain.telemetry.settings.Section;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The section {@code privacy} of a profile's settings.
 *
 * @param drop series that do not leave the edge; one that ends in {@code *} is the beginning of
 *     names
 * @param location the grid that places are rounded to, or null
 * @param devicePseudonym whether the device's id is replaced on the way to the centre
 * @param customerSeries series whose texts name a person and are replaced by pseudonyms
 */
public record PrivacySettings(
    Set<String> drop, LocationGrid location, boolean devicePseudonym, Set<String> customerSeries) {
  public static final PrivacySettings NONE = new PrivacySettings(Set.of(), null, false, Set.of());

  public PrivacySettings {
    drop = Set.copyOf(drop);
    customerSeries = Set.copyOf(customerSeries);
  }

  public boolean isEmpty() {
    return equals(NONE);
  }

  /** Whether a series must not leave. */
  public boolean drops(String series) {
    if (drop.contains(series)) {
      return true;
    }
    for (String one : drop) {
      if (one.endsWith("*") && series.startsWith(one.substring(0, one.length() - 1))) {
        return true;
      }
    }
    return false;
  }

  /** Reads the section; what is wrong is noted and left out. */
  public static PrivacySettings read(Object tree, String pointer, List<Fault> faults) {
    Section section = new Section(tree, pointer, faults);
    Set<String> drop = new HashSet<>(section.texts("drop", 100, 64));
    LocationGrid grid = section.has("location") ? grid(section.object("location")) : null;
    boolean device = false;
    Set<String> customers = Set.of();
    Section pseudonyms = section.object("pseudonyms");
    if (pseudonyms != null) {
      device = pseudonyms.flag("device");
      customers = new HashSet<>(pseudonyms.texts("customer", 20, 64));
      pseudonyms.end();
    }
    section.end();
    return new PrivacySettings(drop, grid, device, customers);
  }

  private static LocationGrid grid(Section location) {
    String latitude = location.text("latitude", 64);
    String longitude = location.text("longitude", 64);
    Double metres = location.number("metres", 10, 1_000_000);
    location.end();
    if (!location.has("metres")) {
      location.fault("metres", "is missing: the side of the grid's cells, 10 to 1000000");
    }
    return metres == null
        ? null
        : new LocationGrid(
            latitude == null ? "latitude" : latitude,
            longitude == null ? "longitude" : longitude,
            metres);
  }
}
