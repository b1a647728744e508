package io.iotcrm.web.customer;

import io.iotcrm.domain.customer.TimelineEntry;
import io.iotcrm.domain.customer.TimelineQuery;
import io.iotcrm.domain.customer.TimelineView;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.ejb.customer.AccountService;
import io.iotcrm.ejb.customer.ContactService;
import io.iotcrm.ejb.customer.LeadService;
import io.iotcrm.ejb.customer.Timeline;
import io.iotcrm.web.platform.ListPage;
import io.iotcrm.web.platform.Params;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** All that happened to one customer or lead, by kind, period and text. */
@Named
@RequestScoped
public class TimelinePage extends ListPage<TimelineView> {
  @EJB private Timeline timeline;
  @EJB private AccountService accounts;
  @EJB private ContactService contacts;
  @EJB private LeadService leads;
  private String subject = "contact";
  private String id;
  private String name;
  private TimelineEntry.Kind kind;
  private LocalDate from;
  private LocalDate to;

  @Override
  protected void read(Params address) {
    for (String one : new String[] {"account", "contact", "lead"}) {
      if (address.get(one) != null) {
        subject = one;
        id = address.get(one);
      }
    }
    kind = Params.constant(TimelineEntry.Kind.class, address.get("kind"));
    from = day(address.get("from"));
    to = day(address.get("to"));
    if (from != null && to != null && to.isBefore(from)) {
      to = null;
    }
  }

  /** Before anything is drawn, so that a customer who does not exist is "not found". */
  public void open() {
    UUID whose = Params.id(subject, id);
    name =
        switch (subject) {
          case "account" -> accounts.get(whose).name();
          case "lead" -> leads.get(whose).name();
          default -> contacts.get(whose).name();
        };
  }

  @Override
  protected Page<TimelineView> load(PageRequest request) {
    UUID whose = Params.id(subject, id);
    Set<TimelineEntry.Kind> kinds = kind == null ? Set.of() : EnumSet.of(kind);
    return timeline.list(
        new TimelineQuery(
            subject.equals("account") ? whose : null,
            subject.equals("contact") ? whose : null,
            subject.equals("lead") ? whose : null,
            null,
            kinds,
            begin(from),
            to == null ? null : begin(to.plusDays(1)),
            getQ(),
            request));
  }

  @Override
  protected Map<String, String> filters() {
    Map<String, String> filters = new LinkedHashMap<>();
    filters.put(subject, id);
    filters.put("kind", kind == null ? null : kind.name());
    filters.put("from", from == null ? null : from.toString());
    filters.put("to", to == null ? null : to.toString());
    return filters;
  }

  private static Instant begin(LocalDate day) {
    return day == null ? null : day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** What is no day filters nothing. */
  private static LocalDate day(String text) {
    try {
      return text == null ? null : LocalDate.parse(text);
    } catch (DateTimeParseException noDay) {
      return null;
    }
  }

  public TimelineEntry.Kind[] getKinds() {
    return TimelineEntry.Kind.values();
  }

  public String getAddress() {
    return subject + ".xhtml?id=" + id;
  }

  public String getSubject() {
    return subject;
  }

  public String getId() {
    return id;
  }

  public String getName() {
    return name;
  }

  public TimelineEntry.Kind getKind() {
    return kind;
  }

  public LocalDate getFrom() {
    return from;
  }

  public LocalDate getTo() {
    return to;
  }
}
