package io.iotcrm.web.support;

import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.support.MacroPreview;
import io.iotcrm.domain.support.MacroView;
import io.iotcrm.ejb.support.MacroService;
import io.iotcrm.web.platform.Changes;
import io.iotcrm.web.platform.Params;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.UUID;

/** Canned steps on a ticket's page: chosen, looked at with the text to be edited, then applied. */
@Named
@RequestScoped
public class MacroForm {
  @EJB private MacroService macros;
  @Inject private TicketPage page;
  @Inject private Changes changes;
  @Inject private Params params;
  private String macro;
  private String text;
  private Long version;
  private MacroPreview preview;

  /**
   * What was shown is known before the form is read: its text and its button are part of the form
   * only once something was shown.
   */
  @PostConstruct
  void readForm() {
    String shown = params.get("canned:version");
    version = shown != null && shown.matches("\\d{1,18}") ? Long.valueOf(shown) : null;
  }

  /** Shows what it would do. */
  public void look() {
    UUID id = Params.optionalId(macro).orElse(null);
    if (id != null) {
      preview = macros.preview(page.getTicket().id(), id);
      text = preview.text();
      version = preview.ticketVersion();
    }
  }

  /** Does what was shown; where the ticket has changed since, it is shown anew. */
  public void apply() {
    UUID id = Params.optionalId(macro).orElse(null);
    if (id == null || version == null) {
      return;
    }
    String written = text == null ? "" : text;
    boolean done =
        changes.attempt(
            () -> macros.apply(page.getTicket().id(), id, written, version), "macro.applied");
    page.reload();
    if (done) {
      macro = null;
      text = null;
      version = null;
    } else {
      preview = macros.preview(page.getTicket().id(), id);
      version = preview.ticketVersion();
    }
  }

  public List<MacroView> getMacros() {
    return macros.list(true, PageRequest.first(PageRequest.MAX_LIMIT)).items();
  }

  /** Null until one is looked at. */
  public MacroPreview getPreview() {
    return preview;
  }

  public String getMacro() {
    return macro;
  }

  public void setMacro(String macro) {
    this.macro = macro;
  }

  public String getText() {
    return text;
  }

  public void setText(String text) {
    this.text = text;
  }

  public Long getVersion() {
    return version;
  }

  public void setVersion(Long version) {
    this.version = version;
  }
}
