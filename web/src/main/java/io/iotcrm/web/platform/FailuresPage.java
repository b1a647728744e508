package io.iotcrm.web.platform;

import io.iotcrm.domain.platform.DeadLettersView;
import io.iotcrm.domain.platform.FailedWork;
import io.iotcrm.domain.platform.FailedWorkQuery;
import io.iotcrm.domain.platform.FailedWorkView;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.ejb.platform.FailedWorkService;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What the machine gave up: look, do again, or give up for good. */
@Named
@RequestScoped
public class FailuresPage extends ListPage<FailedWorkView> {
  @EJB private FailedWorkService service;
  @Inject private Params params;
  @Inject private Changes changes;
  @Inject private Texts texts;
  private String show;
  private String kind;
  private String note;
  private String chosen;
  private Long version;

  @Override
  protected void read(Params address) {
    show = address.get("show", "open");
    kind = address.get("kind");
  }

  @Override
  protected Page<FailedWorkView> load(PageRequest request) {
    FailedWork.State state = show.equals("all") ? null : FailedWork.State.OPEN;
    return service.list(new FailedWorkQuery(state, kind, getQ(), request));
  }

  @Override
  protected Map<String, String> filters() {
    Map<String, String> filters = new LinkedHashMap<>();
    filters.put("show", show);
    filters.put("kind", kind);
    return filters;
  }

  /** The button carries the version of the row as it was shown. */
  public void replay() {
    UUID id = params.rowId("failed-work");
    FailedWorkView[] after = new FailedWorkView[1];
    boolean asked =
        changes.attempt(
            () -> after[0] = service.replay(id, shownVersion()), "failure.replay-asked");
    if (asked && after[0].state() == FailedWork.State.OPEN) {
      texts.refuse(after[0].reason());
    }
    reload();
  }

  private long shownVersion() {
    try {
      return Long.parseLong(params.value());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("the row's version is missing", e);
    }
  }

  public void giveUp() {
    UUID id = Params.id("failed-work", chosen);
    if (changes.attempt(() -> service.giveUp(id, note, version), "failure.given-up")) {
      note = null;
    }
    reload();
  }

  /** The one that is looked at; null: none is. */
  public FailedWorkView getLookedAt() {
    return Params.optionalId(params.get("id")).map(service::get).orElse(null);
  }

  public List<DeadLettersView> getDeadLetters() {
    return service.deadLetters();
  }

  public String getShow() {
    return show;
  }

  public String getKind() {
    return kind;
  }

  public String getNote() {
    return note;
  }

  public void setNote(String note) {
    this.note = note;
  }

  public String getChosen() {
    return chosen == null ? params.get("id") : chosen;
  }

  public void setChosen(String chosen) {
    this.chosen = chosen;
  }

  public Long getVersion() {
    return version == null && getLookedAt() != null
        ? Long.valueOf(getLookedAt().version())
        : version;
  }

  public void setVersion(Long version) {
    this.version = version;
  }
}
