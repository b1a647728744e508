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
import io.iotcrm.domain.security.Action;
import io.iotcrm.domain.security.AppUser;
import io.iotcrm.domain.security.RecordKind;
import io.iotcrm.ejb.platform.ListQuery;
import io.iotcrm.ejb.platform.Records;
import io.iotcrm.ejb.platform.Whose;
import io.iotcrm.ejb.security.FieldRights;
import io.iotcrm.ejb.security.Permissions;
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
  private static final String OWNER = "ownerUsername";

  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private Records records;
  @Inject private CustomFields custom;
  @Inject private LikenessReach within;
  @Inject private Permissions permissions;
  @Inject private FieldRights fields;
  @Resource private SessionContext context;

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public Page<LeadView> list(LeadQuery query) {
    fields.requireShown(RecordKind.LEAD, OWNER, "owner", query.owner());
    ListQuery<Lead> list =
        ListQuery.of(em, Lead.class, "select l from Lead l left join fetch l.owner o", query.page())
            .within(permissions.require(Action.READ, RecordKind.LEAD), new Whose("o", "l.team"))
            .search(
                query.q(),
                fields.searched(
                    RecordKind.LEAD,
                    "name",
                    "concat(l.firstName, ' ', l.lastName)",
                    "company",
                    "l.company",
                    "email",
                    "l.email"))
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
    return list.page(
        "l.score desc, l.id",
        l -> Cursor.of(l.getScore(), l.getId()),
        fields.showing(RecordKind.LEAD, LeadView::of));
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
    return shown(records.readable(Lead.class, RecordKind.LEAD, id));
  }

  /** The accounts, contacts and other leads that may be the same, the most alike first. */
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public List<Likeness> duplicates(UUID id) {
    Lead lead = records.readable(Lead.class, RecordKind.LEAD, id);
    LeadDetails details = lead.getDetails();
    LikenessQuery query =
        new LikenessQuery(
            details.namesAPerson() ? lead.getName() : null,
            details.company(),
            details.email(),
            details.phone(),
            details.website(),
            id);
    return within.find(query);
  }

  /**
   * @param ownerUsername who works on it; null for nobody
   */
  @RolesAllowed({ADMIN, SALES, MARKETING, INTEGRATOR})
  public LeadView create(LeadDetails details, Extras extras, String ownerUsername) {
    permissions.require(Action.CREATE, RecordKind.LEAD);
    fields.kept(RecordKind.LEAD, OWNER, ownerUsername, null);
    Lead lead =
        new Lead(
            fields.kept(RecordKind.LEAD, details, null),
            records.owner(RecordKind.LEAD, ownerUsername, "/ownerUsername"));
    custom.create(LEAD, extras, lead::add);
    em.persist(lead);
    note(lead, TimelineEntry.Kind.LEAD_CREATED, "Lead " + lead.getName() + " added", null);
    records.save("create", LEAD, lead.getId());
    return shown(lead);
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
    Lead lead =
        records.allowed(Action.EDIT, Lead.class, RecordKind.LEAD, id, expected, Lead::getVersion);
    LeadView stored = LeadView.of(lead);
    String username = fields.kept(RecordKind.LEAD, OWNER, ownerUsername, stored);
    AppUser owner = records.user(username, "/ownerUsername");
    LeadDetails kept = fields.kept(RecordKind.LEAD, details, stored);
    LeadStatus before = lead.getStatus();
    Records.checked(
        "/status",
        () -> {
          lead.describe(kept);
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
    return shown(lead);
  }

  private LeadView shown(Lead lead) {
    return fields.shown(RecordKind.LEAD, LeadView.of(lead));
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
