package io.iotcrm.ejb.rule;

import io.iotcrm.domain.customer.TimelineEntry;
import io.iotcrm.domain.customer.TimelineEntry.Kind;
import io.iotcrm.domain.marketing.Campaign;
import io.iotcrm.domain.platform.LiveEvent;
import io.iotcrm.domain.recommendation.InteractionKind;
import io.iotcrm.domain.recommendation.NewInteraction;
import io.iotcrm.domain.rule.Alarm;
import io.iotcrm.domain.rule.AlarmEvent;
import io.iotcrm.domain.rule.RuleAction;
import io.iotcrm.domain.sales.Deal;
import io.iotcrm.domain.sales.Task;
import io.iotcrm.domain.support.Ticket;
import io.iotcrm.domain.support.TicketComment;
import io.iotcrm.ejb.marketing.CampaignMembers;
import io.iotcrm.ejb.platform.LiveEvents;
import io.iotcrm.ejb.recommendation.InteractionRecorder;
import io.iotcrm.ejb.sales.Pipelines;
import io.iotcrm.ejb.sales.StageChanges;
import io.iotcrm.ejb.support.TicketIntake;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What a rule makes of an event within the CRM, in the caller's transaction. */
@Dependent
public class CustomerWork {
  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private AlarmGroups groups;
  @Inject private Alarms alarms;
  @Inject private LiveEvents live;
  @Inject private CampaignMembers members;
  @Inject private Pipelines pipelines;
  @Inject private StageChanges stages;
  @Inject private TicketIntake intake;
  @EJB private InteractionRecorder interactions;

  /** Opens a ticket; in a storm only the first does, and the others' alarms lead to it. */
  void openTicket(FiredCase one, RuleAction.OpenTicket action, String key) throws SQLException {
    UUID group = one.alarm().getGroupId();
    Optional<UUID> shared = group == null ? Optional.empty() : groups.ticketOf(group);
    if (shared.isPresent()) {
      one.alarm().attach(shared.get());
      Ticket ticket = em.find(Ticket.class, shared.get());
      String detail = "Attached to ticket #" + ticket.getNumber();
      alarms.note(one.alarm(), AlarmEvent.Kind.GROUPED, detail, Instant.now(), one.actor());
      if (!one.storm()) {
        sayStorm(ticket, one);
      }
      return;
    }
    Ticket ticket =
        new Ticket(
            action.subject().render(one::value),
            action.description().render(one::value),
            action.priority(),
            one.account(),
            one.contact());
    ticket.openedBy(one.alarmId(), one.device().getId(), one.evidence(), key);
    em.persist(ticket);
    intake.takeNamed(ticket, action.queueOr(one.device().getProfile().getSettings()));
    em.flush();
    one.alarm().attach(ticket.getId());
    if (group != null) {
      groups.lead(group, ticket.getId());
      sayStorm(ticket, one);
    }
    tell(one, Kind.TICKET_OPENED, "Ticket: " + ticket.getSubject(), "ticket", ticket.getId());
  }

  private void sayStorm(Ticket ticket, FiredCase one) {
    em.persist(
        new TicketComment(
            ticket,
            one.actor(),
            "Many devices raise \""
                + one.rule().definition().name()
                + "\" at once. Their alarms are one group, and further ones are attached to this"
                + " ticket.",
            true));
  }

  /** Creates a task; in a storm the tasks before it was one are enough. */
  void createTask(FiredCase one, RuleAction.CreateTask action, String key) {
    Alarm alarm = one.alarm();
    if (alarm != null && alarm.getGroupId() != null) {
      return;
    }
    Task task =
        new Task(
            action.subject().render(one::value),
            null,
            Instant.now().plus(Duration.ofMinutes(action.dueInMinutes())),
            one.account() == null ? null : one.account().getOwner());
    task.concern(one.account(), one.contact(), alarm == null ? null : alarm.getTicketId());
    task.once(key);
    em.persist(task);
    tell(one, Kind.TASK_CREATED, "Task: " + task.getSubject(), "task", task.getId());
  }

  /**
   * Opens a deal for the device's account; each alarm of a storm is another device's.
   *
   * @return false: the device belongs to no account
   */
  boolean openDeal(FiredCase one, RuleAction.OpenDeal action, String key) {
    if (one.account() == null) {
      return false;
    }
    Deal deal =
        new Deal(
            action.name().render(one::value),
            one.account(),
            one.contact(),
            null,
            pipelines.byDefault().first());
    deal.comesFrom("device");
    deal.worth(action.amount(), action.currency());
    deal.openedBy(one.alarmId(), one.device().getId(), key);
    em.persist(deal);
    stages.begin(deal, one.actor());
    em.persist(
        new TimelineEntry(
                Instant.now(),
                one.subject(),
                Kind.DEAL_OPENED,
                "Deal: " + deal.getName(),
                null,
                one.actor())
            .about("deal", deal.getId()));
    return true;
  }

  /**
   * @return false: there is no contact, that person did not agree to marketing or is in it already,
   *     or the campaign is not running
   */
  boolean enterCampaign(FiredCase one, RuleAction.EnterCampaign action) throws SQLException {
    if (one.contact() == null
        || !members.enter(action.campaignId(), one.contact().getId(), one.actor(), one.alarmId())) {
      return false;
    }
    em.persist(
        new TimelineEntry(
                Instant.now(),
                one.subject(),
                Kind.CAMPAIGN_ENTERED,
                "Campaign: " + em.find(Campaign.class, action.campaignId()).getName(),
                null,
                one.actor())
            .about("campaign", action.campaignId()));
    return true;
  }

  void recordInteraction(FiredCase one, RuleAction.RecordInteraction action, int index) {
    if (one.contact() == null) {
      return;
    }
    String shelf = action.shelf().render(one::value);
    double weight =
        one.event().values().get("weight." + index) instanceof Double number ? number : 0;
    interactions.record(
        NewInteraction.atShelf(
                one.contact().getId(), shelf, InteractionKind.valueOf(action.kind()), one.actor())
            .weighing(Math.max(0, Math.min(weight, NewInteraction.MAX_WEIGHT)))
            .at(one.event().at())
            .once(one.key(index)));
    em.persist(
        new TimelineEntry(
                one.event().at(),
                one.subject(),
                Kind.BEHAVIOUR,
                one.rule().definition().name() + ": " + shelf,
                null,
                one.actor())
            .once(one.key(-1)));
  }

  private void tell(FiredCase one, Kind kind, String title, String type, UUID id) {
    em.persist(
        new TimelineEntry(Instant.now(), one.subject(), kind, title, null, one.actor())
            .about(type, id));
    live.publish(
        new LiveEvent(
            kind == Kind.TICKET_OPENED ? LiveEvent.Type.TICKET : LiveEvent.Type.TASK,
            one.device().getId(),
            one.subject().accountId(),
            one.subject().contactId(),
            Instant.now(),
            id.toString(),
            kind.name()));
  }
}
