package io.iotcrm.web.platform;

import jakarta.faces.application.ViewExpiredException;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.PhaseEvent;
import jakarta.faces.event.PhaseId;
import jakarta.faces.event.PhaseListener;
import org.primefaces.context.PrimeFacesContext;
import org.primefaces.csp.CspException;

/**
 * Takes a post whose nonce is missing or foreign for one of an expired view: nothing is done, and
 * the page is loaded afresh ({@link PageFailureHandler}). Left to itself PrimeFaces looks at the
 * nonce when it draws the page, after the work is done, and all that is left then is an error.
 */
public class NonceGuard implements PhaseListener {
  private static final long serialVersionUID = 1L;

  @Override
  public PhaseId getPhaseId() {
    return PhaseId.RESTORE_VIEW;
  }

  @Override
  public void afterPhase(PhaseEvent event) {
    FacesContext context = event.getFacesContext();
    if (context.getViewRoot() == null || context.getResponseComplete() || !isPost(context)) {
      return;
    }
    try {
      PrimeFacesContext.getCspState(context).getNonce();
    } catch (CspException e) {
      throw new ViewExpiredException(e.getMessage(), e, context.getViewRoot().getViewId());
    }
  }

  /** When PrimeFaces looks for a nonce in the request. */
  private static boolean isPost(FacesContext context) {
    return context.isPostback() || context.getPartialViewContext().isAjaxRequest();
  }
}
