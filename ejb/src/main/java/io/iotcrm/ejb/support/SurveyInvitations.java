package io.iotcrm.ejb.support;

import io.iotcrm.domain.rule.MailRecipient;
import io.iotcrm.domain.support.Ticket;
import io.iotcrm.ejb.mail.MailOutbox;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Asks the customer of a ticket that was solved, once, in the caller's transaction. */
@Dependent
public class SurveyInvitations {
  @Inject private SurveyTable table;
  @Inject private SurveyLink link;
  @Inject private MailOutbox mail;

  @Inject
  @ConfigProperty(name = "iotcrm.support.survey.open", defaultValue = "P14D")
  private Duration open;

  /** Does nothing where the installation sends no mail or nobody can be asked. */
  public void invite(Ticket ticket) {
    if (ticket.getContact() == null || !mail.isConfigured()) {
      return;
    }
    String address = link.to(ticket.getId()).orElse(null);
    if (address == null) {
      return;
    }
    try {
      if (!table.ask(ticket.getId(), open)) {
        return;
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the customer could not be asked", e);
    }
    mail.add(
        new MailOutbox.Letter(
            new MailRecipient(MailRecipient.Kind.CONTACT_SERVICE, null),
            null,
            ticket.getContact().getId(),
            "[#%d] How did we do?".formatted(ticket.getNumber()),
            """
            We have marked your request #%d as solved. How satisfied are you with the solution?

            %s

            The link can be used once, until %d days from now."""
                .formatted(ticket.getNumber(), address, open.toDays())),
        "ticket/%s/survey".formatted(ticket.getId()));
  }
}
