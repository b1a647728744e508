package io.iotcrm.web.platform;

import jakarta.faces.application.ViewHandler;
import jakarta.faces.application.ViewHandlerWrapper;
import jakarta.faces.context.FacesContext;
import jakarta.faces.context.ResponseWriter;
import java.io.IOException;
import org.primefaces.context.PrimeFacesContext;

/**
 * Writes the nonce of the page into every form, beside the state of its view. PrimeFaces wants it
 * back with each post, but leaves it to its script to add it: without that script (the sign-in page
 * has none, and on a slow line it comes late) a post would be refused.
 */
public class FormNonce extends ViewHandlerWrapper {
  static final String PARAMETER = "primefaces.nonce";

  public FormNonce(ViewHandler wrapped) {
    super(wrapped);
  }

  @Override
  public void writeState(FacesContext context) throws IOException {
    super.writeState(context);
    ResponseWriter writer = context.getResponseWriter();
    writer.startElement("input", null);
    writer.writeAttribute("type", "hidden", null);
    writer.writeAttribute("name", PARAMETER, null);
    writer.writeAttribute("value", PrimeFacesContext.getCspState(context).getNonce(), null);
    // Or a browser that loads the page again fills in the nonce of the time before.
    writer.writeAttribute("autocomplete", "off", null);
    writer.endElement("input");
  }
}
