package io.iotcrm.web.device;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iotcrm.domain.device.ProfileDetails;
import io.iotcrm.domain.device.ProfileTemplate;
import io.iotcrm.domain.device.ProfileView;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.telemetry.SeriesSpec;
import io.iotcrm.web.api.Json;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A device profile as callers write it. */
public record ProfileBody(
    @NotBlank
        @Pattern(
            regexp = "[a-z0-9][a-z0-9-]{0,63}",
            message = "must be 1 to 64 lower-case letters, digits or '-'")
        String key,
    @NotBlank @Size(max = 200) String name,
    @NotNull @Size(max = 100) List<@Valid @NotNull Series> series,
    @Min(1) @Max(31_536_000) Integer inactivitySeconds,
    @Schema(implementation = Object.class) ObjectNode settings) {
  private static final int DEFAULT_INACTIVITY = 600;

  /** One series that such devices report; values outside min and max are refused. */
  public record Series(
      @NotBlank
          @Pattern(
              regexp = "[A-Za-z0-9_.-]{1,64}",
              message = "must be 1 to 64 letters, digits, '_', '-' or '.'")
          String key,
      @Size(max = 20) String unit,
      @NotNull SeriesSpec.Kind kind,
      Double min,
      Double max) {}

  static ProfileBody of(ProfileView view) {
    return of(
        view.key(),
        new ProfileDetails(view.name(), view.series(), view.inactivitySeconds(), view.settings()));
  }

  static ProfileBody of(ProfileTemplate template) {
    return of(template.key(), template.details());
  }

  private static ProfileBody of(String key, ProfileDetails details) {
    try {
      return new ProfileBody(
          key,
          details.name(),
          Json.MAPPER.readValue(details.series(), new TypeReference<List<Series>>() {}),
          details.inactivitySeconds(),
          Json.MAPPER.readValue(details.settings(), ObjectNode.class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("profile " + key + " is unreadable as it is stored", e);
    }
  }

  ProfileDetails details() {
    return new ProfileDetails(
        name,
        seriesJson(),
        inactivitySeconds == null ? DEFAULT_INACTIVITY : inactivitySeconds,
        settings == null ? null : settings.toString());
  }

  /** The series as they are stored. */
  private String seriesJson() {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < series.size(); i++) {
      Series one = series.get(i);
      if (!seen.add(one.key())) {
        throw new InvalidInputException("/series/" + i + "/key", "is there twice");
      }
      if (one.min() != null && one.max() != null && one.min() > one.max()) {
        throw new InvalidInputException("/series/" + i + "/min", "must not be more than max");
      }
    }
    try {
      return Json.MAPPER.writeValueAsString(series);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("checked series are always writable", e);
    }
  }
}
