package io.iotcrm.domain.support;

import static io.iotcrm.domain.platform.JsonProcessing.JSON;

import io.iotcrm.domain.platform.Ids;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.io.StringReader;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The business hours of a place: clocks of service levels run in them only. */
@Entity
@Table(name = "business_calendar")
public class BusinessCalendar {
  @Id private UUID id;
  private String name;

  @Column(name = "time_zone")
  private String timeZone;

  private String hours;
  private String holidays;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  @Version private long version;

  protected BusinessCalendar() {}

  public BusinessCalendar(CalendarDetails details) {
    this.id = Ids.next();
    this.createdAt = Instant.now();
    change(details);
  }

  /**
   * @throws io.iotcrm.domain.platform.InvalidInputException where the details are not complete
   */
  public final void change(CalendarDetails details) {
    details.check();
    name = details.name().strip();
    timeZone = details.timeZone();
    JsonObjectBuilder week = JSON.createObjectBuilder();
    details.hours().forEach((day, spans) -> week.add(day.name(), JSON.createArrayBuilder(spans)));
    hours = week.build().toString();
    JsonArrayBuilder days = JSON.createArrayBuilder();
    details.holidays().stream().distinct().sorted().forEach(days::add);
    holidays = days.build().toString();
    updatedAt = Instant.now();
  }

  public CalendarDetails details() {
    Map<DayOfWeek, List<String>> week = new EnumMap<>(DayOfWeek.class);
    try (JsonReader reader = JSON.createReader(new StringReader(hours));
        JsonReader days = JSON.createReader(new StringReader(holidays))) {
      var object = reader.readObject();
      object
          .keySet()
          .forEach(
              day ->
                  week.put(
                      DayOfWeek.valueOf(day),
                      object.getJsonArray(day).getValuesAs(JsonString::getString)));
      return new CalendarDetails(
          name, timeZone, week, days.readArray().getValuesAs(JsonString::getString));
    }
  }

  public BusinessHours hours() {
    return details().check();
  }

  public UUID getId() {
    return id;
  }

  public String getName() {
    return name;
  }

  public Instant getUpdatedAt() {
    return updatedAt;
  }

  public long getVersion() {
    return version;
  }
}
