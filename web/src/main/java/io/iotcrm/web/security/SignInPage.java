package io.iotcrm.web.security;

import static jakarta.security.enterprise.authentication.mechanism.http.AuthenticationParameters.withParams;

import io.iotcrm.web.platform.Texts;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.SecurityContext;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The form of /sign-in.xhtml. Says the same whatever is wrong with the credentials. */
@Named("signIn")
@RequestScoped
public class SignInPage {
  @Inject private SecurityContext security;
  @Inject private FacesContext faces;
  @Inject private Texts texts;

  private String username;
  private String password;
  private String wanted;

  public void submit() throws IOException {
    ExternalContext external = faces.getExternalContext();
    HttpServletRequest request = (HttpServletRequest) external.getRequest();
    AuthenticationStatus status =
        security.authenticate(
            request,
            (HttpServletResponse) external.getResponse(),
            withParams()
                .credential(
                    new UsernamePasswordCredential(
                        username == null ? "" : username.strip(),
                        password == null ? "" : password)));
    password = null;
    if (status == AuthenticationStatus.SUCCESS) {
      external.redirect(external.getRequestContextPath() + SignInRedirect.safe(wanted));
      return;
    }
    if (PendingSignIn.of(request).isPresent()) {
      external.redirect(
          external.getRequestContextPath() + SecondFactorPage.address(SignInRedirect.safe(wanted)));
      return;
    }
    boolean unavailable = request.getAttribute(SignInUnavailableException.class.getName()) != null;
    faces.addMessage(
        null,
        new FacesMessage(
            FacesMessage.SEVERITY_ERROR,
            texts.of(unavailable ? "sign-in.unavailable" : "sign-in.refused"),
            null));
  }

  public String getUsername() {
    return username;
  }

  public void setUsername(String username) {
    this.username = username;
  }

  public String getPassword() {
    return password;
  }

  public void setPassword(String password) {
    this.password = password;
  }

  /** The page to go to afterwards. */
  public String getWanted() {
    return wanted;
  }

  public void setWanted(String wanted) {
    this.wanted = wanted;
  }
}
