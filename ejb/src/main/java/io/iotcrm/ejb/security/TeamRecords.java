package io.iotcrm.ejb.security;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.customer.Account;
import io.iotcrm.domain.customer.Contact;
import io.iotcrm.domain.customer.Lead;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.sales.Deal;
import io.iotcrm.domain.sales.Task;
import io.iotcrm.domain.security.Action;
import io.iotcrm.domain.security.Owned;
import io.iotcrm.domain.security.RecordKind;
import io.iotcrm.domain.security.Team;
import io.iotcrm.domain.support.Ticket;
import io.iotcrm.ejb.platform.Records;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.UUID;

/** Says which records are a team's. Whoever may edit a record may hand it to a team. */
@Stateless
@RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, INTEGRATOR})
public class TeamRecords {
  @Inject private Records records;

  /** Hands a record to a team, whichever it was before. */
  public void hand(UUID teamId, RecordKind kind, UUID id) {
    belongTo(records.find(Team.class, "team", teamId), kind, id);
    records.save("hand-to-team", kind.key(), id);
  }

  /** Takes it back: it is its owner's teams' from then on. Another team's is left as it is. */
  public void takeBack(UUID teamId, RecordKind kind, UUID id) {
    Team team = records.find(Team.class, "team", teamId);
    if (team.getName().equals(record(kind, id).getTeam())) {
      belongTo(null, kind, id);
      records.save("take-from-team", kind.key(), id);
    }
  }

  private void belongTo(Team team, RecordKind kind, UUID id) {
    Owned record = record(kind, id);
    if (record instanceof Account account) {
      account.belongTo(team);
    } else if (record instanceof Contact contact) {
      contact.belongTo(team);
    } else if (record instanceof Lead lead) {
      lead.belongTo(team);
    } else if (record instanceof Deal deal) {
      deal.belongTo(team);
    } else if (record instanceof Task task) {
      task.belongTo(team);
    } else if (record instanceof Ticket ticket) {
      ticket.belongTo(team);
    }
  }

  private Owned record(RecordKind kind, UUID id) {
    Class<? extends Owned> type =
        switch (kind) {
          case ACCOUNT -> Account.class;
          case CONTACT -> Contact.class;
          case LEAD -> Lead.class;
          case DEAL -> Deal.class;
          case TASK -> Task.class;
          case TICKET -> Ticket.class;
          default ->
              throw new InvalidInputException(
                  "/kind", "must be account, contact, lead, deal, task or ticket");
        };
    return records.allowed(Action.EDIT, type, kind, id);
  }
}
