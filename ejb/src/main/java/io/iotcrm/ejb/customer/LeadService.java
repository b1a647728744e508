package io.iotcrm.ejb.customer;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.customer.Extras;
import io.iotcrm.domain.customer.Lead;
import io.iotcrm.domain.customer.LeadDetails;
import io.iotcrm.domain.customer.LeadQuery;
import io.iotcrm.domain.customer.LeadStatus;
import io.iotcrm.domain.customer.LeadView;
import io.iotcrm.domain.customer.Likeness;
import io.iotcrm.domain.customer.LikenessQuery;
import io.iotcrm.domain.customer.TimelineEntry;
import io.iotcrm.domain.platform.Cursor;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.security.AppUser;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.ListQuery;
import io.iotcrm.ejb.platform.Records;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;

/** Those who may become customers. */
@Stateless
public class LeadService {
  static final String LEAD = "lead";

  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private Records records;
  @Inject private CustomFields custom;
  @Inject private LikenessTable likeness;
  @Resource private SessionContext context;

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public Page<LeadView> list(LeadQuery query) {
    ListQuery<Lead> list =
        ListQuery.of(em, Lead.class, "select l from Lead l left join fetch l.owner o", query.page())
            .search(query.q(), "concat(l.firstName, ' ', l.lastName)", "l.company", "l.email")
            .filter("l.status = ?", query.status())
            .filter("l.source = ?", query.source())
            .filter("o.username = ?", query.owner())
            .filter("function('has_tag', l.tags, ?) = true", query.tag());
    if (query.open() != null) {
      EnumSet<LeadStatus> closed = EnumSet.of(LeadStatus.CONVERTED, LeadStatus.DISQUALIFIED);
      list.and(query.open() ? "l.status not in ?" : "l.status in ?", closed);
    }
    Cursor after = list.cursor(2);
    if (after != null) {
      int score = score(after);
      list.and("l.score < ? or l.score = ? and l.id > ?", score, score, after.uuid(1));
    }
    return list.page("l.score desc, l.id", l -> Cursor.of(l.getScore(), l.getId()), LeadView::of);
  }

  private static int score(Cursor after) {
    try {
      return Integer.parseInt(after.text(0));
    } catch (NumberFormatException e) {
      throw new InvalidInputException("/cursor", "is not a cursor of this list");
    }
  }

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public LeadView get(UUID id) {
    return LeadView.of(records.find(Lead.class, LEAD, id));
  }

  /** The accounts, contacts and other leads that may be the same, the most alike first. */
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public List<Likeness> duplicates(UUID id) {
    Lead lead = records.find(Lead.class, LEAD, id);
    LeadDetails details = lead.getDetails();
    LikenessQuery query =
        new LikenessQuery(
            details.namesAPerson() ? lead.getName() : null,
            details.company(),
            details.email(),
            details.phone(),
            details.website(),
            id);
    return Database.answer(() -> likeness.find(query));
  }

  /**
   * @param ownerUsername who works on it; null for nobody
   */
  @RolesAllowed({ADMIN, SALES, MARKETING, INTEGRATOR})
  public LeadView create(LeadDetails details, Extras extras, String ownerUsername) {
    Lead lead = new Lead(details, records.user(ownerUsername, "/ownerUsername"));
    custom.create(LEAD, extras, lead::add);
    em.persist(lead);
    note(lead, TimelineEntry.Kind.LEAD_CREATED, "Lead " + lead.getName() + " added", null);
    records.save("create", LEAD, lead.getId());
    return LeadView.of(lead);
  }

  /**
   * Replaces what is known about the lead that was read at the expected version.
   *
   * @param status null: as it is
   * @param lostReason why it is given up; with DISQUALIFIED
   */
  @RolesAllowed({ADMIN, SALES, MARKETING, INTEGRATOR})
  public LeadView update(
      UUID id,
      LeadDetails details,
      Extras extras,
      LeadStatus status,
      String lostReason,
      String ownerUsername,
      long expected) {
    Lead lead = records.find(Lead.class, LEAD, id, expected, Lead::getVersion);
    AppUser owner = records.user(ownerUsername, "/ownerUsername");
    LeadStatus before = lead.getStatus();
    Records.checked(
        "/status",
        () -> {
          lead.describe(details);
          lead.moveTo(status == null ? before : status, lostReason);
          return lead;
        });
    lead.assignTo(owner);
    custom.replace(LEAD, extras, lead.getTags(), lead.getCustom(), lead::add);
    if (lead.getStatus() != before) {
      note(
          lead,
          TimelineEntry.Kind.LEAD_CHANGED,
          "Lead " + before + " → " + lead.getStatus(),
          lead.getLostReason());
    }
    records.save("update", LEAD, id);
    return LeadView.of(lead);
  }

  private void note(Lead lead, TimelineEntry.Kind kind, String title, String detail) {
    em.persist(
        new TimelineEntry(
                Instant.now(),
                new TimelineEntry.Subject(null, null, null),
                kind,
                title,
                detail,
                context.getCallerPrincipal().getName())
            .ofLead(lead.getId())
            .about(LEAD, lead.getId()));
  }
}
