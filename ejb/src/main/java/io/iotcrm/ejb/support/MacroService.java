package io.iotcrm.ejb.support;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.security.Action;
import io.iotcrm.domain.security.AppUser;
import io.iotcrm.domain.security.RecordKind;
import io.iotcrm.domain.support.MacroDetails;
import io.iotcrm.domain.support.MacroPreview;
import io.iotcrm.domain.support.MacroSteps;
import io.iotcrm.domain.support.MacroView;
import io.iotcrm.domain.support.SupportQueue;
import io.iotcrm.domain.support.Ticket;
import io.iotcrm.domain.support.TicketMacro;
import io.iotcrm.domain.support.TicketView;
import io.iotcrm.ejb.platform.ListQuery;
import io.iotcrm.ejb.platform.Records;
import io.iotcrm.ejb.security.FieldRights;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.UUID;

/** Macros, and what they do to tickets. */
@Stateless
public class MacroService {
  private static final String MACRO = "macro";
  private static final String TICKET = "ticket";
  private static final String BY_NAME = "select m.id from TicketMacro m where m.name = ?1";

  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private Records records;
  @Inject private TicketEdits edits;
  @Inject private FieldRights fields;
  @Resource private SessionContext context;

  /**
   * @param enabled null for all
   */
  @RolesAllowed({ADMIN, SALES, SUPPORT})
  public Page<MacroView> list(Boolean enabled, PageRequest page) {
    return ListQuery.of(em, TicketMacro.class, "select m from TicketMacro m", page)
        .filter("m.enabled = ?", enabled)
        .inOrderOf("m.name", TicketMacro::getName, MacroView::of);
  }

  @RolesAllowed({ADMIN, SALES, SUPPORT})
  public MacroView get(UUID id) {
    return MacroView.of(records.find(TicketMacro.class, MACRO, id));
  }

  @RolesAllowed({ADMIN, SUPPORT})
  public MacroView create(MacroDetails details) {
    check(details, null);
    AppUser owner = records.user(caller(), "");
    TicketMacro macro = Records.checked("/name", () -> new TicketMacro(details, owner));
    em.persist(macro);
    records.save("create", MACRO, macro.getId());
    return MacroView.of(macro);
  }

  @RolesAllowed({ADMIN, SUPPORT})
  public MacroView update(UUID id, MacroDetails details, long expected) {
    TicketMacro macro =
        records.find(TicketMacro.class, MACRO, id, expected, TicketMacro::getVersion);
    check(details, id);
    Records.checked(
        "/name",
        () -> {
          macro.change(details);
          return macro;
        });
    records.save("update", MACRO, id);
    return MacroView.of(macro);
  }

  @RolesAllowed({ADMIN, SUPPORT})
  public void delete(UUID id, long expected) {
    TicketMacro macro =
        records.find(TicketMacro.class, MACRO, id, expected, TicketMacro::getVersion);
    em.remove(macro);
    records.save("delete", MACRO, id);
  }

  private void check(MacroDetails details, UUID own) {
    String name = details.name() == null ? null : details.name().strip();
    records.requireFree(MACRO, BY_NAME, name, own);
    edits.queue(details.steps().queueId());
    if (!MacroSteps.ME.equals(details.steps().assignee())) {
      records.user(details.steps().assignee(), "/assignee");
    }
  }

  /** What it would do to the ticket as it is now. */
  @RolesAllowed({ADMIN, SALES, SUPPORT})
  public MacroPreview preview(UUID ticketId, UUID macroId) {
    Ticket ticket = records.readable(Ticket.class, RecordKind.TICKET, ticketId);
    TicketMacro macro = records.find(TicketMacro.class, MACRO, macroId);
    MacroSteps steps = macro.steps();
    SupportQueue queue = edits.queue(steps.queueId());
    return new MacroPreview(
        macroId,
        macro.getName(),
        steps.render(name -> value(name, ticket)),
        steps.internal(),
        steps.changes(shown(ticket), caller(), queue == null ? null : queue.getName()),
        ticket.getVersion());
  }

  /**
   * Does it, all or nothing: first the text, then the changes.
   *
   * @param text what is written instead of the macro's text; null: that one
   * @param expected the ticket's version that the caller has seen
   */
  @RolesAllowed({ADMIN, SALES, SUPPORT})
  public TicketView apply(UUID ticketId, UUID macroId, String text, long expected) {
    Ticket ticket =
        records.allowed(
            Action.EDIT, Ticket.class, RecordKind.TICKET, ticketId, expected, Ticket::getVersion);
    TicketMacro macro = records.find(TicketMacro.class, MACRO, macroId);
    if (!macro.isEnabled()) {
      throw new InvalidInputException("", "macro " + macro.getName() + " is not in use");
    }
    MacroSteps steps = macro.steps();
    String written = text == null ? steps.render(name -> value(name, ticket)) : text;
    if (written != null && !written.isBlank()) {
      edits.comment(ticket, caller(), written, steps.internal());
    }
    edits.replace(ticket, steps.applied(shown(ticket), caller()), caller());
    records.save("apply-macro", TICKET, ticketId);
    return shown(ticket);
  }

  private TicketView shown(Ticket ticket) {
    return fields.shown(RecordKind.TICKET, TicketView.of(ticket));
  }

  private Object value(String name, Ticket ticket) {
    return switch (name) {
      case "ticket.number" -> ticket.getNumber();
      case "ticket.subject" -> ticket.getSubject();
      case "contact.name" -> ticket.getContact() == null ? null : ticket.getContact().getName();
      case "account.name" -> ticket.getAccount() == null ? null : ticket.getAccount().getName();
      case "device.id" -> ticket.getDeviceId();
      case "agent.name" -> records.user(caller(), "").getDisplayName();
      default -> null;
    };
  }

  private String caller() {
    return context.getCallerPrincipal().getName();
  }
}
