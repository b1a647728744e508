package io.iotcrm.web.support;

import io.iotcrm.domain.support.CalendarDetails;
import io.iotcrm.domain.support.CalendarView;
import io.iotcrm.ejb.support.CalendarService;
import io.iotcrm.web.platform.Changes;
import io.iotcrm.web.platform.Params;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A business calendar as people write it: a new one, or the one that the address names. */
@Named
@RequestScoped
public class CalendarPage {
  private static final String OFFICE = "09:00-17:00";

  @EJB private CalendarService calendars;
  @Inject private Params params;
  @Inject private Changes changes;
  private UUID id;
  private String name;
  private String timeZone = "UTC";
  private String holidays;
  private Long version;
  private List<Day> days;

  /** A weekday and its spans, with commas between. */
  public static final class Day {
    private final DayOfWeek day;
    private String spans;

    Day(DayOfWeek day, String spans) {
      this.day = day;
      this.spans = spans;
    }

    public DayOfWeek getDay() {
      return day;
    }

    public String getSpans() {
      return spans;
    }

    public void setSpans(String spans) {
      this.spans = spans;
    }

    private List<String> list() {
      return spans == null
          ? List.of()
          : Arrays.stream(spans.split(","))
              .map(String::strip)
              .filter(span -> !span.isEmpty())
              .toList();
    }
  }

  @PostConstruct
  void readAddress() {
    id = Params.optionalId(params.get("id")).orElse(null);
    days =
        Arrays.stream(DayOfWeek.values())
            .map(day -> new Day(day, day.getValue() <= 5 ? OFFICE : null))
            .toList();
  }

  /** Before anything is drawn, so that a record that does not exist is "not found". */
  public void open() {
    if (params.get("id") != null) {
      show(calendars.get(Params.id("business-calendar", params.get("id"))));
    }
  }

  private void show(CalendarView calendar) {
    name = calendar.name();
    timeZone = calendar.timeZone();
    holidays = String.join("\n", calendar.holidays());
    version = calendar.version();
    days =
        Arrays.stream(DayOfWeek.values())
            .map(
                day ->
                    new Day(day, String.join(", ", calendar.hours().getOrDefault(day, List.of()))))
            .toList();
  }

  public void save() {
    Map<DayOfWeek, List<String>> hours = new EnumMap<>(DayOfWeek.class);
    days.forEach(day -> hours.put(day.getDay(), day.list()));
    CalendarDetails details = new CalendarDetails(name, timeZone, hours, Params.words(holidays));
    if (id == null) {
      if (changes.attempt(() -> calendars.create(details), "calendar.created")) {
        name = null;
      }
      return;
    }
    boolean saved = changes.attempt(() -> calendars.update(id, details, version), "calendar.saved");
    // What is refused stays as it was typed; after somebody else's change the form begins anew.
    if (saved || calendars.get(id).version() != version) {
      show(calendars.get(id));
    }
  }

  /** The calendar that is changed; null: a new one. */
  public UUID getId() {
    return id;
  }

  public List<Day> getDays() {
    return days;
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public String getTimeZone() {
    return timeZone;
  }

  public void setTimeZone(String timeZone) {
    this.timeZone = timeZone;
  }

  public String getHolidays() {
    return holidays;
  }

  public void setHolidays(String holidays) {
    this.holidays = holidays;
  }

  public Long getVersion() {
    return version;
  }

  public void setVersion(Long version) {
    this.version = version;
  }
}
