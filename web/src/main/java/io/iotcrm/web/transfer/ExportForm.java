package io.iotcrm.web.transfer;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.transfer.ExportSpec;
import io.iotcrm.domain.transfer.TransferFormat;
import io.iotcrm.web.device.SelectionFields;
import io.iotcrm.web.platform.Params;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** What is to be exported, as a form has it: texts, which may be nonsense. */
public class ExportForm {
  private final SelectionFields devices = new SelectionFields();
  private String keys;
  private String from = LocalDate.now(ZoneId.of("UTC")).minusDays(7) + "T00:00";
  private String to = LocalDate.now(ZoneId.of("UTC")) + "T00:00";
  private TransferFormat format = TransferFormat.CSV;
  private String interval;
  private String aggregates = "avg,min,max";
  private String zone = "UTC";

  ExportSpec spec() {
    return new ExportSpec(
        devices.selection(),
        Params.words(keys),
        null,
        null,
        format,
        interval,
        zone,
        Params.words(aggregates));
  }

  /** The same, over the span of the form. */
  ExportSpec specOverSpan() {
    ExportSpec spec = spec();
    return spec.over(moment("/from", from, spec.zoneId()), moment("/to", to, spec.zoneId()));
  }

  private static Instant moment(String pointer, String text, ZoneId zone) {
    try {
      return LocalDateTime.parse(text == null ? "" : text).atZone(zone).toInstant();
    } catch (DateTimeException e) {
      throw new InvalidInputException(pointer, "must be a date and a time of day");
    }
  }

  public TransferFormat[] getFormats() {
    return TransferFormat.values();
  }

  public SelectionFields getDevices() {
    return devices;
  }

  public String getKeys() {
    return keys;
  }

  public void setKeys(String keys) {
    this.keys = keys;
  }

  public String getFrom() {
    return from;
  }

  public void setFrom(String from) {
    this.from = from;
  }

  public String getTo() {
    return to;
  }

  public void setTo(String to) {
    this.to = to;
  }

  public TransferFormat getFormat() {
    return format;
  }

  public void setFormat(TransferFormat format) {
    this.format = format;
  }

  public String getInterval() {
    return interval;
  }

  public void setInterval(String interval) {
    this.interval = interval;
  }

  public String getAggregates() {
    return aggregates;
  }

  public void setAggregates(String aggregates) {
    this.aggregates = aggregates;
  }

  public String getZone() {
    return zone;
  }

  public void setZone(String zone) {
    this.zone = zone;
  }
}
