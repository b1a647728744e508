package io.iotcrm.web.customer;

import io.iotcrm.domain.customer.LeadDetails;
import io.iotcrm.domain.customer.LeadSource;
import io.iotcrm.domain.customer.LeadStatus;
import io.iotcrm.domain.customer.LeadView;
import io.iotcrm.domain.customer.Likeness;
import io.iotcrm.domain.customer.LikenessQuery;
import io.iotcrm.domain.customer.TimelineQuery;
import io.iotcrm.domain.customer.TimelineView;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.ejb.customer.CustomFieldService;
import io.iotcrm.ejb.customer.DuplicateService;
import io.iotcrm.ejb.customer.LeadService;
import io.iotcrm.ejb.customer.Timeline;
import io.iotcrm.ejb.platform.Records;
import io.iotcrm.web.platform.Changes;
import io.iotcrm.web.platform.Params;
import io.iotcrm.web.platform.Texts;
import io.iotcrm.web.platform.Visitor;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A lead as people write it: a new one, or one that is there, with those who may be the same. The
 * version that was shown travels with the form.
 */
@Named
@RequestScoped
public class LeadPage {
  private static final int ENTRIES = 25;

  @EJB private LeadService leads;
  @EJB private DuplicateService duplicates;
  @EJB private Timeline timeline;
  @EJB private CustomFieldService fields;
  @Inject private Params params;
  @Inject private Changes changes;
  @Inject private Visitor visitor;
  @Inject private Texts texts;
  private final Map<String, String> form = new HashMap<>();
  private String id;
  private LeadView lead;
  private LeadView made;
  private ExtrasForm extras;
  private List<Likeness> similar;
  private Page<TimelineView> entries;
  private LeadStatus status = LeadStatus.NEW;
  private LeadSource source = LeadSource.WEB;
  private Long version;

  @PostConstruct
  void readAddress() {
    id = params.get("id");
  }

  /** Before anything is drawn, so that a record that does not exist is "not found". */
  public void open() {
    if (id != null) {
      show();
    }
  }

  private void show() {
    lead = leads.get(leadId());
    form.put("firstName", lead.firstName());
    form.put("lastName", lead.lastName());
    form.put("company", lead.company());
    form.put("jobTitle", lead.jobTitle());
    form.put("email", lead.email());
    form.put("phone", lead.phone());
    form.put("website", lead.website());
    form.put("city", lead.city());
    form.put("note", lead.note());
    form.put("lostReason", lead.lostReason());
    form.put("owner", lead.ownerUsername());
    getExtras().show(lead.tags(), lead.custom());
    status = lead.status();
    source = lead.source();
    version = lead.version();
  }

  public void save() {
    if (id == null) {
      if (changes.attempt(
          () -> made = leads.create(details(), getExtras().extras(), form.get("owner")),
          "lead.made")) {
        form.clear();
        extras = null;
      }
      return;
    }
    boolean saved =
        changes.attempt(
            () ->
                leads.update(
                    leadId(),
                    details(),
                    getExtras().extras(),
                    status,
                    form.get("lostReason"),
                    form.get("owner"),
                    version),
            "lead.saved");
    similar = null;
    lead = null;
    // What is refused stays as it was typed; after somebody else's change the form begins anew.
    if (saved || getLead().version() != version) {
      show();
    }
  }

  /** Shows who may be the same as what is typed so far. */
  public void check() {
    similar =
        Stream.of("lastName", "company", "email", "phone", "website").allMatch(this::isBlank)
            ? List.of()
            : duplicates.find(
                new LikenessQuery(
                    (text("firstName") + " " + text("lastName")).strip(),
                    form.get("company"),
                    form.get("email"),
                    form.get("phone"),
                    form.get("website"),
                    null));
    if (similar.isEmpty()) {
      texts.done("similar.none");
    }
  }

  private boolean isBlank(String field) {
    return text(field).isBlank();
  }

  private String text(String field) {
    return form.get(field) == null ? "" : form.get(field);
  }

  private UUID leadId() {
    return Params.id("lead", id);
  }

  private LeadDetails details() {
    return Records.checked(
        "/lastName",
        () ->
            new LeadDetails(
                form.get("firstName"),
                form.get("lastName"),
                form.get("company"),
                form.get("jobTitle"),
                form.get("email"),
                form.get("phone"),
                form.get("website"),
                form.get("city"),
                source,
                form.get("note")));
  }

  /** The lead that is shown; null for a new one. */
  public LeadView getLead() {
    if (lead == null && id != null) {
      lead = leads.get(leadId());
    }
    return lead;
  }

  /** The lead that has just been made; null at any other time. */
  public LeadView getMade() {
    return made;
  }

  /** Whether this visitor may write, and the lead may still be written. */
  public boolean isWorking() {
    return visitor.is("admin sales marketing integrator")
        && (getLead() == null || getLead().status() != LeadStatus.CONVERTED);
  }

  /** Of the lead that is there, or of what was typed when it was checked last. */
  public List<Likeness> getSimilar() {
    if (similar == null) {
      boolean open = getLead() != null && getLead().status().isOpen();
      similar = open ? leads.duplicates(leadId()) : List.of();
    }
    return similar;
  }

  public Page<TimelineView> getEntries() {
    if (entries == null) {
      entries =
          timeline.list(
              new TimelineQuery(
                  null, null, leadId(), null, null, null, null, null, PageRequest.first(ENTRIES)));
    }
    return entries;
  }

  /** What people can choose; CONVERTED is the work of a conversion. */
  public List<LeadStatus> getStatuses() {
    return Stream.of(LeadStatus.values()).filter(one -> one != LeadStatus.CONVERTED).toList();
  }

  public LeadSource[] getSources() {
    return LeadSource.values();
  }

  public ExtrasForm getExtras() {
    if (extras == null) {
      extras = new ExtrasForm(fields.list("lead"));
    }
    return extras;
  }

  public Map<String, String> getForm() {
    return form;
  }

  public LeadStatus getStatus() {
    return status;
  }

  public void setStatus(LeadStatus status) {
    this.status = status;
  }

  public LeadSource getSource() {
    return source;
  }

  public void setSource(LeadSource source) {
    this.source = source;
  }

  public Long getVersion() {
    return version;
  }

  public void setVersion(Long version) {
    this.version = version;
  }
}
