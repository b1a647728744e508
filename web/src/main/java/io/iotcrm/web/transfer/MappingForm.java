package io.iotcrm.web.transfer;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.transfer.ImportMapping;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which column is what, as a form has it. */
public class MappingForm {
  private String device;
  private String deviceId;
  private String time;
  private String key;
  private String value;
  private String series;
  private String zone;

  /** With what is known already. */
  static MappingForm of(ImportMapping mapping) {
    MappingForm form = new MappingForm();
    form.device = mapping.device();
    form.deviceId = mapping.deviceId();
    form.time = mapping.time();
    form.key = mapping.key();
    form.value = mapping.value();
    form.zone = mapping.zone();
    StringBuilder lines = new StringBuilder();
    mapping
        .series()
        .forEach((column, name) -> lines.append(column).append('=').append(name).append('\n'));
    form.series = lines.toString();
    return form;
  }

  ImportMapping mapping() {
    Map<String, String> names = new LinkedHashMap<>();
    if (series != null) {
      for (String line : series.lines().filter(text -> !text.isBlank()).toList()) {
        int sign = line.lastIndexOf('=');
        if (sign < 1) {
          throw new InvalidInputException("/series", "must be COLUMN=NAME, one on a line: " + line);
        }
        names.put(line.substring(0, sign).strip(), line.substring(sign + 1).strip());
      }
    }
    return new ImportMapping(device, deviceId, time, key, value, names, zone);
  }

  public String getDevice() {
    return device;
  }

  public void setDevice(String device) {
    this.device = device;
  }

  public String getDeviceId() {
    return deviceId;
  }

  public void setDeviceId(String deviceId) {
    this.deviceId = deviceId;
  }

  public String getTime() {
    return time;
  }

  public void setTime(String time) {
    this.time = time;
  }

  public String getKey() {
    return key;
  }

  public void setKey(String key) {
    this.key = key;
  }

  public String getValue() {
    return value;
  }

  public void setValue(String value) {
    this.value = value;
  }

  public String getSeries() {
    return series;
  }

  public void setSeries(String series) {
    this.series = series;
  }

  public String getZone() {
    return zone;
  }

  public void setZone(String zone) {
    this.zone = zone;
  }
}
