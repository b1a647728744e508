package io.iotcrm.web.rule;

import io.iotcrm.domain.rule.DryRunRequest;
import io.iotcrm.domain.rule.DryRunView;
import io.iotcrm.ejb.rule.DryRunService;
import io.iotcrm.web.platform.Changes;
import io.iotcrm.web.platform.Params;
import io.iotcrm.web.platform.Visitor;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The rule of the page tried on history: as it stands in the form, stored or not. The page shows
 * the last trial that the person wanted, so that it can be left and come back to.
 */
@Named
@RequestScoped
public class RuleTrial {
  private static final List<Integer> SPANS = List.of(1, 7, 30, 90);
  private static final Duration WAIT = Duration.ofSeconds(2);

  @EJB private DryRunService service;
  @Inject private RulePage page;
  @Inject private Params params;
  @Inject private Visitor visitor;
  @Inject private Changes changes;

  private int days = 7;
  private String site;
  private DryRunView latest;
  private boolean looked;
  private TrialReport report;

  public boolean isAllowed() {
    return visitor.is("admin analyst integrator");
  }

  public void start() {
    Instant now = Instant.now();
    page.attempt(
        () ->
            service.start(
                new DryRunRequest(
                    page.storedId(),
                    page.definition(),
                    now.minus(Duration.ofDays(days)),
                    now,
                    List.of(),
                    null,
                    site == null || site.isBlank() ? null : site.strip()),
                WAIT),
        "trial.started");
    looked = false;
  }

  public void cancel() {
    changes.attempt(() -> service.cancel(params.rowId("dry run")), "trial.cancelled");
    looked = false;
  }

  /** Null where there is none. */
  public DryRunView getLatest() {
    if (!looked) {
      latest = isAllowed() ? service.latest(page.storedId()).orElse(null) : null;
      report =
          latest == null || latest.report() == null ? null : TrialReport.parse(latest.report());
      looked = true;
    }
    return latest;
  }

  public boolean isRunning() {
    return getLatest() != null && latest.state() == DryRunView.State.RUNNING;
  }

  /** 0..100. */
  public int getPercent() {
    return latest == null || latest.devices() == 0
        ? 0
        : (int) (100L * latest.devicesDone() / latest.devices());
  }

  /** Null until it is done. */
  public TrialReport getReport() {
    getLatest();
    return report;
  }

  public List<Integer> getSpans() {
    return SPANS;
  }

  public int getDays() {
    return days;
  }

  public void setDays(int days) {
    this.days = days;
  }

  public String getSite() {
    return site;
  }

  public void setSite(String site) {
    this.site = site;
  }
}
