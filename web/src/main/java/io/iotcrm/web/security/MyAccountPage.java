package io.iotcrm.web.security;

import io.iotcrm.domain.security.SessionView;
import io.iotcrm.domain.security.UserView;
import io.iotcrm.ejb.security.OwnAccount;
import io.iotcrm.ejb.security.Passwords;
import io.iotcrm.ejb.security.SecondFactors;
import io.iotcrm.ejb.security.SecondFactors.Enrolment;
import io.iotcrm.web.platform.Changes;
import io.iotcrm.web.platform.Params;
import io.iotcrm.web.platform.Texts;
import io.iotcrm.web.platform.Visitor;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;

/** A person's own account: name, password, second factor, where signed in. */
@Named
@RequestScoped
public class MyAccountPage {
  @EJB private OwnAccount accounts;
  @EJB private Passwords passwords;
  @EJB private SecondFactors secondFactors;
  @Inject private OwnPassword ownPassword;
  @Inject private HttpServletRequest request;
  @Inject private Visitor visitor;
  @Inject private Params params;
  @Inject private Changes changes;
  @Inject private Texts texts;

  private String displayName;
  private String current;
  private String password;
  private String repeated;
  private String factorPassword;
  private String code;
  private Enrolment enrolment;
  private List<String> recoveryCodes;
  private UserView account;
  private List<SessionView> sessions;

  public void rename() {
    if (changes.attempt(() -> accounts.rename(displayName), "my.renamed")) {
      account = null;
    }
  }

  /** All other sessions end with the old password. */
  public void changePassword() {
    changes.attempt(
        () -> {
          NewPasswordPage.checkRepeated(password, repeated);
          ownPassword.require(request, current, "/current");
          passwords.change(visitor.getName(), password, session());
        },
        "my.password.changed");
    current = null;
    password = null;
    repeated = null;
    sessions = null;
  }

  public void beginEnrolment() {
    changes.attempt(
        () -> {
          ownPassword.require(request, factorPassword, "/password");
          enrolment = secondFactors.begin(visitor.getName());
        },
        "my.factor.begun");
    factorPassword = null;
  }

  public void confirm() {
    if (changes.attempt(
        () -> recoveryCodes = secondFactors.confirm(visitor.getName(), code),
        "second-factor.enrolled")) {
      account = null;
    }
    code = null;
  }

  public void newRecoveryCodes() {
    changes.attempt(
        () -> {
          ownPassword.require(request, factorPassword, "/password");
          recoveryCodes = secondFactors.newRecoveryCodes(visitor.getName());
        },
        "my.factor.renewed");
    factorPassword = null;
  }

  public void removeFactor() {
    changes.attempt(
        () -> {
          ownPassword.require(request, factorPassword, "/password");
          secondFactors.remove(visitor.getName());
        },
        "my.factor.removed");
    factorPassword = null;
    account = null;
  }

  public void endSession() {
    UUID id = params.rowId("session");
    changes.attempt(() -> accounts.endSession(id), "session.ended");
    sessions = null;
  }

  public void endOthers() {
    changes.attempt(() -> accounts.endSessions(session()), "session.all-ended");
    sessions = null;
  }

  private UUID session() {
    return SignedIn.of(request).map(SignedIn::session).orElse(null);
  }

  /** Null for people of another directory who have no account here. */
  public UserView getAccount() {
    if (account == null) {
      account = accounts.get().orElse(null);
    }
    return account;
  }

  public List<SessionView> getSessions() {
    if (sessions == null) {
      sessions = accounts.sessions(session());
    }
    return sessions;
  }

  public int getCodesLeft() {
    return secondFactors.recoveryCodesLeft(visitor.getName());
  }

  /** Whether a secret was made that no code was shown of yet. */
  public boolean isEnrolling() {
    return recoveryCodes == null && secondFactors.isBegun(visitor.getName());
  }

  /** Right after it was made, and never again. */
  public Enrolment getEnrolment() {
    return enrolment;
  }

  public String getQr() {
    return QrSvg.of(enrolment.uri(), texts.of("second-factor.qr"));
  }

  public List<String> getRecoveryCodes() {
    return recoveryCodes;
  }

  public String getDisplayName() {
    return displayName == null && getAccount() != null ? getAccount().displayName() : displayName;
  }

  public void setDisplayName(String displayName) {
    this.displayName = displayName;
  }

  public String getCurrent() {
    return current;
  }

  public void setCurrent(String current) {
    this.current = current;
  }

  public String getPassword() {
    return password;
  }

  public void setPassword(String password) {
    this.password = password;
  }

  public String getRepeated() {
    return repeated;
  }

  public void setRepeated(String repeated) {
    this.repeated = repeated;
  }

  public String getFactorPassword() {
    return factorPassword;
  }

  public void setFactorPassword(String factorPassword) {
    this.factorPassword = factorPassword;
  }

  public String getCode() {
    return code;
  }

  public void setCode(String code) {
    this.code = code;
  }
}
