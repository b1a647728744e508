package io.iotcrm.web.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.iotcrm.web.api.Json;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of the trial of a rule, for the page.
 *
 * @param cutShortBy DEVICES, READINGS or TIME; null where all was tried
 */
public record TrialReport(
    Instant from,
    Instant to,
    int devices,
    long readings,
    int fired,
    int listed,
    Map<String, Long> verdicts,
    String cutShortBy,
    List<Day> perDay,
    List<DeviceCount> perDevice,
    List<Episode> episodes) {
  /** So many are shown; the API lists more. */
  private static final int MAX_SHOWN = 100;

  /**
   * How often it fired on one day.
   *
   * @param day a UTC date
   */
  public record Day(String day, int fired) {}

  /** How often it fired on one device. */
  public record DeviceCount(String deviceId, String deviceName, int fired) {}

  /** One time that it fired. */
  public record Episode(
      String deviceId,
      String deviceName,
      Instant raisedAt,
      Instant firedAt,
      Instant clearedAt,
      Map<String, Object> values,
      List<String> actions) {}

  static TrialReport parse(String json) {
    try {
      return Json.MAPPER.readValue(json, TrialReport.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the report of a dry run is not what was written", e);
    }
  }

  /** Every day of the span, also those on which nothing fired. */
  public List<Day> days() {
    Map<String, Integer> fired = new HashMap<>();
    perDay.forEach(day -> fired.put(day.day(), day.fired()));
    List<Day> days = new ArrayList<>();
    LocalDate last = LocalDate.ofInstant(to.minusMillis(1), ZoneOffset.UTC);
    for (LocalDate day = LocalDate.ofInstant(from, ZoneOffset.UTC);
        !day.isAfter(last);
        day = day.plusDays(1)) {
      days.add(new Day(day.toString(), fired.getOrDefault(day.toString(), 0)));
    }
    return days;
  }

  /** On the day with the most, but one at least. */
  public int mostPerDay() {
    return Math.max(1, perDay.stream().mapToInt(Day::fired).max().orElse(0));
  }

  public List<Episode> shown() {
    return episodes.subList(0, Math.min(MAX_SHOWN, episodes.size()));
  }

  /** Those on which it fired most often. */
  public List<DeviceCount> topDevices() {
    return perDevice.subList(0, Math.min(MAX_SHOWN, perDevice.size()));
  }

  public long verdict(String name) {
    return verdicts.getOrDefault(name, 0L);
  }
}
