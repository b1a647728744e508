package io.iotcrm.web.security;

import static jakarta.security.enterprise.authentication.mechanism.http.AuthenticationParameters.withParams;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.ejb.security.SecondFactors;
import io.iotcrm.ejb.security.SecondFactors.Demand;
import io.iotcrm.ejb.security.SecondFactors.Enrolment;
import io.iotcrm.web.platform.Changes;
import io.iotcrm.web.platform.Texts;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.SecurityContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The second step of signing in: a code, or enrolling where a role demands it. */
@Named
@RequestScoped
public class SecondFactorPage {
  private static final String PAGE = "/second-factor.xhtml";

  @Inject private SecurityContext security;
  @Inject private FacesContext faces;
  @Inject private Texts texts;
  @Inject private Changes changes;
  @EJB private SecondFactors secondFactors;

  private String code;
  private String wanted;
  private List<String> recoveryCodes;
  private Enrolment enrolment;

  static String address(String wanted) {
    return PAGE + "?return=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8);
  }

  /** Whoever comes here without a password, or too late, begins again. */
  public void begin() throws IOException {
    if (pending().isEmpty()) {
      toSignIn();
    }
  }

  public void submit() throws IOException {
    step(new SecondStep(code));
  }

  /** The first code of the app; then the recovery codes are shown. */
  public void enrol() {
    Optional<PendingSignIn> pending = pending();
    if (pending.isEmpty() || pending.get().demand() != Demand.ENROL) {
      return;
    }
    changes.attempt(
        () -> {
          recoveryCodes = secondFactors.confirm(pending.get().person().name(), code);
          request()
              .getSession()
              .setAttribute(PendingSignIn.ATTRIBUTE, pending.get().afterEnrolment());
        },
        "second-factor.enrolled");
    code = null;
  }

  /** The recovery codes are written down. */
  public void finish() throws IOException {
    step(new SecondStep(null));
  }

  private void step(SecondStep step) throws IOException {
    ExternalContext external = faces.getExternalContext();
    HttpServletResponse response = (HttpServletResponse) external.getResponse();
    code = null;
    AuthenticationStatus status =
        security.authenticate(request(), response, withParams().credential(step));
    if (status == AuthenticationStatus.SUCCESS) {
      external.redirect(external.getRequestContextPath() + SignInRedirect.safe(wanted));
    } else if (pending().isEmpty()) {
      toSignIn();
    } else {
      texts.refuse(texts.of("second-factor.wrong"));
    }
  }

  private void toSignIn() throws IOException {
    ExternalContext external = faces.getExternalContext();
    external.redirect(external.getRequestContextPath() + SignInRedirect.PAGE);
    faces.responseComplete();
  }

  private Optional<PendingSignIn> pending() {
    return PendingSignIn.of(request());
  }

  private HttpServletRequest request() {
    return (HttpServletRequest) faces.getExternalContext().getRequest();
  }

  /** {@code code}, {@code enrol}, {@code enrolled} or {@code none}. */
  public String getState() {
    Optional<PendingSignIn> pending = pending();
    if (pending.isEmpty()) {
      return "none";
    }
    if (pending.get().demand() == Demand.CODE) {
      return "code";
    }
    return pending.get().enrolled() ? "enrolled" : "enrol";
  }

  /** Null where the person has no account here: then nothing can be enrolled. */
  public Enrolment getEnrolment() {
    if (enrolment == null && getState().equals("enrol")) {
      try {
        enrolment = secondFactors.resume(pending().orElseThrow().person().name());
      } catch (InvalidInputException noAccount) {
        return null;
      }
    }
    return enrolment;
  }

  public String getQr() {
    return QrSvg.of(getEnrolment().uri(), texts.of("second-factor.qr"));
  }

  /** Told once, right after enrolling. */
  public List<String> getRecoveryCodes() {
    return recoveryCodes;
  }

  public String getCode() {
    return code;
  }

  public void setCode(String code) {
    this.code = code;
  }

  /** The page to go to afterwards. */
  public String getWanted() {
    return wanted;
  }

  public void setWanted(String wanted) {
    this.wanted = wanted;
  }
}
