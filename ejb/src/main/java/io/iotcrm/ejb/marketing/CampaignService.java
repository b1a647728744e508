package io.iotcrm.ejb.marketing;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.customer.Contact;
import io.iotcrm.domain.marketing.Campaign;
import io.iotcrm.domain.marketing.CampaignMemberView;
import io.iotcrm.domain.marketing.CampaignView;
import io.iotcrm.domain.platform.Cursor;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.security.Action;
import io.iotcrm.domain.security.RecordKind;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.ListQuery;
import io.iotcrm.ejb.platform.ReachSql;
import io.iotcrm.ejb.platform.Records;
import io.iotcrm.ejb.security.Permissions;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Campaigns and who is in them. */
@Stateless
public class CampaignService {
  private static final String CAMPAIGN = "campaign";
  private static final String BY_NAME = "select k.id from Campaign k where k.name = ?1";

  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private Records records;
  @Inject private Permissions permissions;
  @Inject private CampaignMembers members;
  @Resource private SessionContext caller;

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public Page<CampaignView> list(PageRequest page) {
    permissions.require(Action.READ, RecordKind.CAMPAIGN);
    ListQuery<Campaign> list = ListQuery.of(em, Campaign.class, "select k from Campaign k", page);
    return list.inOrderOf("k.name", Campaign::getName, this::view);
  }

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public CampaignView get(UUID id) {
    permissions.require(Action.READ, RecordKind.CAMPAIGN);
    return view(records.find(Campaign.class, CAMPAIGN, id));
  }

  @RolesAllowed({ADMIN, MARKETING})
  public CampaignView create(String name, String description) {
    permissions.require(Action.CREATE, RecordKind.CAMPAIGN);
    Campaign campaign = Records.checked("/name", () -> new Campaign(name, description));
    records.requireFree(CAMPAIGN, BY_NAME, name, campaign.getId());
    em.persist(campaign);
    records.save("create", CAMPAIGN, campaign.getId());
    return view(campaign);
  }

  @RolesAllowed({ADMIN, MARKETING})
  public CampaignView update(
      UUID id, String name, String description, boolean running, long expected) {
    permissions.require(Action.EDIT, RecordKind.CAMPAIGN);
    Campaign campaign = records.find(Campaign.class, CAMPAIGN, id, expected, Campaign::getVersion);
    records.requireFree(CAMPAIGN, BY_NAME, name, id);
    Records.checked(
        "/name",
        () -> {
          campaign.describe(name, description);
          return campaign;
        });
    campaign.run(running);
    records.save("update", CAMPAIGN, id);
    return view(campaign);
  }

  /** Enters a contact that agreed to marketing; once is enough. */
  @RolesAllowed({ADMIN, MARKETING})
  public void enter(UUID id, UUID contactId) {
    permissions.require(Action.CREATE, RecordKind.CAMPAIGN_MEMBER);
    Campaign campaign = records.find(Campaign.class, CAMPAIGN, id);
    Contact contact = records.contact(contactId, "/contactId");
    if (contact == null || !contact.getConsents().marketing()) {
      throw new InvalidInputException("/contactId", "has not agreed to marketing");
    }
    if (!campaign.isRunning()) {
      throw new InvalidInputException("/running", "is false: nobody can enter it");
    }
    try {
      members.enter(id, contactId, caller.getCallerPrincipal().getName(), null);
    } catch (SQLException e) {
      throw new IllegalStateException("the contact could not be entered", e);
    }
    records.save("enter", CAMPAIGN, id);
  }

  /** Takes a contact out; once is enough. */
  @RolesAllowed({ADMIN, MARKETING, PRIVACY})
  public void leave(UUID id, UUID contactId) {
    permissions.require(Action.DELETE, RecordKind.CAMPAIGN_MEMBER);
    records.find(Campaign.class, CAMPAIGN, id);
    em.createNativeQuery("delete from campaign_member where campaign_id = ?1 and contact_id = ?2")
        .setParameter(1, id)
        .setParameter(2, contactId)
        .executeUpdate();
    records.save("leave", CAMPAIGN, id);
  }

  /** Who is in it, the newest first; who has withdrawn the consent is not shown any more. */
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public Page<CampaignMemberView> members(UUID id, PageRequest page) {
    permissions.require(Action.READ, RecordKind.CAMPAIGN_MEMBER);
    records.find(Campaign.class, CAMPAIGN, id);
    Cursor after = page.after(2);
    List<CampaignMemberView> found =
        Database.answer(() -> members.list(id, contacts(), after, page.limit() + 1));
    return Page.of(
        found, page.limit(), member -> Cursor.of(member.enteredAt(), member.contactId()));
  }

  private CampaignView view(Campaign campaign) {
    return CampaignView.of(
        campaign, Database.answer(() -> members.count(campaign.getId(), contacts())));
  }

  private ReachSql contacts() {
    return ReachSql.of(
        permissions.reach(Action.READ, RecordKind.CONTACT),
        new ReachSql.Columns("c.owner_id", "c.team"));
  }
}
