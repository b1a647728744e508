package io.iotcrm.web.platform;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The navigation: only what the visitor's roles and permissions open. */
@Named
@RequestScoped
public class Menu {
  @Inject private Rights rights;

  /** A headed part of the menu. */
  public record Part(String key, List<PortalPage> pages) {}

  public List<Part> getGroups() {
    List<Part> parts = new ArrayList<>();
    for (PortalPage.Group group : PortalPage.Group.values()) {
      List<PortalPage> pages =
          Arrays.stream(PortalPage.values())
              .filter(page -> page.group() == group && rights.open(page))
              .toList();
      if (!pages.isEmpty()) {
        parts.add(new Part("group." + group.name().toLowerCase(Locale.ROOT), pages));
      }
    }
    return parts;
  }

  /** Whether the visitor may open a page, by its enum name. */
  public boolean opens(String page) {
    return rights.open(PortalPage.valueOf(page));
  }

  public boolean current(PortalPage page) {
    String view = FacesContext.getCurrentInstance().getViewRoot().getViewId();
    return PortalPage.ofView(view).map(PortalPage::menuEntry).filter(page::equals).isPresent();
  }
}
