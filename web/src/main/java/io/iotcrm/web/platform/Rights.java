package io.iotcrm.web.platform;

import io.iotcrm.domain.security.Action;
import io.iotcrm.domain.security.RecordKind;
import io.iotcrm.ejb.security.Permissions;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.Locale;

/** What the visitor may do, so that a page offers nothing else. The services decide once more. */
@Named
@RequestScoped
public class Rights {
  @Inject private Permissions permissions;
  @Inject private Visitor visitor;

  /** For the container. */
  public Rights() {}

  Rights(Permissions permissions, Visitor visitor) {
    this.permissions = permissions;
    this.visitor = visitor;
  }

  /** Whether the visitor's roles and permissions open a page. */
  public boolean open(PortalPage page) {
    return visitor.hasAnyOf(page.roles())
        && page.need().map(need -> permissions.may(need.action(), need.kind())).orElse(true);
  }

  /**
   * For pages: {@code rights.may('create', 'deal')}.
   *
   * @return whether there may be any such record that the visitor may do this with
   */
  public boolean may(String action, String kind) {
    return permissions.may(Action.valueOf(action.toUpperCase(Locale.ROOT)), kind(kind));
  }

  /** For pages: {@code rights.shows('contact', 'phone')}. */
  public boolean shows(String kind, String field) {
    return !permissions.hidden(kind(kind)).contains(field);
  }

  /** For forms: whether the visitor sees the field, but may not change it. */
  public boolean fixed(String kind, String field) {
    return permissions.readOnly(kind(kind)).contains(field);
  }

  /** For forms: whether the visitor may change the field where they may change the record. */
  public boolean changes(String kind, String field) {
    return shows(kind, field) && !fixed(kind, field);
  }

  private static RecordKind kind(String key) {
    return RecordKind.ofKey(key)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no kind " + key + ", only " + Arrays.toString(RecordKind.values())));
  }
}
