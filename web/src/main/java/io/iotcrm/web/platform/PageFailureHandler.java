package io.iotcrm.web.platform;

import io.iotcrm.domain.platform.AccessRefusedException;
import io.iotcrm.domain.platform.RecordNotFoundException;
import jakarta.ejb.EJBAccessException;
import jakarta.faces.FacesException;
import jakarta.faces.application.ViewExpiredException;
import jakarta.faces.context.ExceptionHandler;
import jakarta.faces.context.ExceptionHandlerWrapper;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.faces.event.ExceptionQueuedEvent;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Iterator;

/**
 * Turns failures that a person can meet in normal work into pages that help: an expired view is
 * loaded afresh, a record that is gone is "not found", a refusal of a service is "not allowed".
 * Everything else goes on to the server's handling.
 */
class PageFailureHandler extends ExceptionHandlerWrapper {
  PageFailureHandler(ExceptionHandler wrapped) {
    super(wrapped);
  }

  @Override
  public void handle() {
    FacesContext context = FacesContext.getCurrentInstance();
    Iterator<ExceptionQueuedEvent> queued = getUnhandledExceptionQueuedEvents().iterator();
    boolean answered = false;
    while (queued.hasNext()) {
      Throwable failure = queued.next().getContext().getException();
      // What else went wrong in an answered request is a consequence: nobody can be told any more.
      answered = answered || answered(context, failure);
      if (answered) {
        queued.remove();
      }
    }
    super.handle();
  }

  private static boolean answered(FacesContext context, Throwable failure) {
    if (context.getExternalContext().isResponseCommitted()) {
      return false;
    }
    if (caused(failure, ViewExpiredException.class)) {
      return reload(context);
    }
    if (caused(failure, RecordNotFoundException.class)) {
      return error(context, HttpServletResponse.SC_NOT_FOUND);
    }
    if (caused(failure, EJBAccessException.class)
        || caused(failure, AccessRefusedException.class)) {
      return error(context, HttpServletResponse.SC_FORBIDDEN);
    }
    return false;
  }

  /** The same page again, with its own parameters; typed text is kept by the browser's drafts. */
  private static boolean reload(FacesContext context) {
    ExternalContext external = context.getExternalContext();
    String path = external.getRequestContextPath() + external.getRequestServletPath();
    String query = ((HttpServletRequest) external.getRequest()).getQueryString();
    return redirect(context, query == null ? path : path + "?" + query);
  }

  private static boolean error(FacesContext context, int status) {
    ExternalContext external = context.getExternalContext();
    if (context.getPartialViewContext().isAjaxRequest()) {
      String page = status == HttpServletResponse.SC_NOT_FOUND ? "missing" : "forbidden";
      return redirect(context, external.getRequestContextPath() + "/error/" + page);
    }
    try {
      external.responseReset();
      external.responseSendError(status, null);
      context.responseComplete();
      return true;
    } catch (IOException e) {
      throw new FacesException(e);
    }
  }

  private static boolean redirect(FacesContext context, String where) {
    try {
      context.getExternalContext().redirect(where);
      context.responseComplete();
      return true;
    } catch (IOException e) {
      throw new FacesException(e);
    }
  }

  private static boolean caused(Throwable failure, Class<? extends Throwable> type) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (type.isInstance(t)) {
        return true;
      }
    }
    return false;
  }
}
