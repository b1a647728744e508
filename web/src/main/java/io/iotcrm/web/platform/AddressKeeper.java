package io.iotcrm.web.platform;

import jakarta.faces.application.ViewHandler;
import jakarta.faces.application.ViewHandlerWrapper;
import jakarta.faces.component.UIViewRoot;
import jakarta.faces.context.FacesContext;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Keeps a page's parameters in the address that its forms post to. So the beans know which record
 * or which part of a list a page shows without keeping it in the session, and a page that is loaded
 * again after its view has expired is the same page.
 */
public class AddressKeeper extends ViewHandlerWrapper {
  public AddressKeeper(ViewHandler wrapped) {
    super(wrapped);
  }

  @Override
  public String getActionURL(FacesContext context, String viewId) {
    String url = super.getActionURL(context, viewId);
    UIViewRoot view = context.getViewRoot();
    HttpServletRequest request = (HttpServletRequest) context.getExternalContext().getRequest();
    String query = request.getQueryString();
    boolean samePage = view != null && viewId.equals(view.getViewId());
    return samePage && query != null && url.indexOf('?') < 0 ? url + "?" + query : url;
  }
}
