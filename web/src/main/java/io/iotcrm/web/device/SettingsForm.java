package io.iotcrm.web.device;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.web.api.Json;

/**
 * A profile's settings as its page edits them: fields for the sections that are simple, text for
 * the others. A field that is left empty is not stored, so that the default holds.
 */
public class SettingsForm {
  private static final String PRESENCE = "presence";
  private static final String PROVISIONING = "provisioning";
  private static final String QUOTA = "quota";

  private Integer graceSeconds;
  private boolean byKey;
  private boolean byCertificate;
  private Integer mostDevices;
  private Integer claimMinutes;
  private Integer messagesPerMinute;
  private Integer burst;
  private Integer readingsPerDay;
  private String others = "{}";

  /**
   * @param settings as they are stored
   */
  static SettingsForm of(String settings) {
    SettingsForm form = new SettingsForm();
    try {
      ObjectNode all = Json.MAPPER.readValue(settings, ObjectNode.class);
      form.graceSeconds = number(all.path(PRESENCE), "graceSeconds");
      form.byKey = all.path(PROVISIONING).path("byKey").asBoolean();
      form.byCertificate = all.path(PROVISIONING).path("byCertificate").asBoolean();
      form.mostDevices = number(all.path(PROVISIONING), "mostDevices");
      form.claimMinutes = number(all.path(PROVISIONING), "claimMinutes");
      form.messagesPerMinute = number(all.path(QUOTA), "messagesPerMinute");
      form.burst = number(all.path(QUOTA), "burst");
      form.readingsPerDay = number(all.path(QUOTA), "readingsPerDay");
      all.remove(PRESENCE);
      all.remove(PROVISIONING);
      all.remove(QUOTA);
      form.others = Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(all);
      return form;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the settings are unreadable as they are stored", e);
    }
  }

  /**
   * All sections together, unchecked.
   *
   * @throws InvalidInputException if the text is not a JSON object
   */
  ObjectNode whole() {
    ObjectNode all;
    try {
      JsonNode read = Json.MAPPER.readTree(others == null || others.isBlank() ? "{}" : others);
      if (!(read instanceof ObjectNode object)) {
        throw new InvalidInputException("/settings", "must be a JSON object");
      }
      all = object;
    } catch (JsonProcessingException e) {
      throw new InvalidInputException("/settings", "is not JSON: " + e.getOriginalMessage());
    }
    ObjectNode presence = Json.MAPPER.createObjectNode();
    put(presence, "graceSeconds", graceSeconds);
    ObjectNode provisioning = Json.MAPPER.createObjectNode();
    if (byKey) {
      provisioning.put("byKey", true);
    }
    if (byCertificate) {
      provisioning.put("byCertificate", true);
    }
    put(provisioning, "mostDevices", mostDevices);
    put(provisioning, "claimMinutes", claimMinutes);
    ObjectNode quota = Json.MAPPER.createObjectNode();
    put(quota, "messagesPerMinute", messagesPerMinute);
    put(quota, "burst", burst);
    put(quota, "readingsPerDay", readingsPerDay);
    add(all, PRESENCE, presence);
    add(all, PROVISIONING, provisioning);
    add(all, QUOTA, quota);
    return all;
  }

  private static Integer number(JsonNode section, String name) {
    return section.path(name).isInt() ? section.path(name).intValue() : null;
  }

  private static void put(ObjectNode section, String name, Integer value) {
    if (value != null) {
      section.put(name, value);
    }
  }

  private static void add(ObjectNode all, String name, ObjectNode section) {
    if (!section.isEmpty()) {
      all.set(name, section);
    }
  }

  public Integer getGraceSeconds() {
    return graceSeconds;
  }

  public void setGraceSeconds(Integer graceSeconds) {
    this.graceSeconds = graceSeconds;
  }

  public boolean isByKey() {
    return byKey;
  }

  public void setByKey(boolean byKey) {
    this.byKey = byKey;
  }

  public boolean isByCertificate() {
    return byCertificate;
  }

  public void setByCertificate(boolean byCertificate) {
    this.byCertificate = byCertificate;
  }

  public Integer getMostDevices() {
    return mostDevices;
  }

  public void setMostDevices(Integer mostDevices) {
    this.mostDevices = mostDevices;
  }

  public Integer getClaimMinutes() {
    return claimMinutes;
  }

  public void setClaimMinutes(Integer claimMinutes) {
    this.claimMinutes = claimMinutes;
  }

  public Integer getMessagesPerMinute() {
    return messagesPerMinute;
  }

  public void setMessagesPerMinute(Integer messagesPerMinute) {
    this.messagesPerMinute = messagesPerMinute;
  }

  public Integer getReadingsPerDay() {
    return readingsPerDay;
  }

  public void setReadingsPerDay(Integer readingsPerDay) {
    this.readingsPerDay = readingsPerDay;
  }

  public Integer getBurst() {
    return burst;
  }

  public void setBurst(Integer burst) {
    this.burst = burst;
  }

  public String getOthers() {
    return others;
  }

  public void setOthers(String others) {
    this.others = others;
  }
}
