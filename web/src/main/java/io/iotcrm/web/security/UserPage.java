package io.iotcrm.web.security;

import io.iotcrm.domain.security.NewPasswordLink;
import io.iotcrm.domain.security.SessionView;
import io.iotcrm.domain.security.UserDetails;
import io.iotcrm.domain.security.UserView;
import io.iotcrm.ejb.security.UserService;
import io.iotcrm.web.platform.Changes;
import io.iotcrm.web.platform.Params;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** One person's account, for the administrator. */
@Named
@RequestScoped
public class UserPage {
  @EJB private UserService users;
  @Inject private Params params;
  @Inject private Changes changes;
  @Inject private HttpServletRequest request;
  private String displayName;
  private String email;
  private List<String> groups;
  private Boolean enabled;
  private Long version;
  private UserView user;
  private NewPasswordLink made;

  public void save() {
    UserDetails details =
        new UserDetails(
            displayName, email, groups == null ? Set.of() : Set.copyOf(groups), enabled);
    if (!changes.attempt(() -> users.update(id(), details, version), "users.saved")) {
      // What somebody else wrote meanwhile is shown; the rest stays as it was typed.
      version = null;
    }
    again();
  }

  public void resetPassword() {
    changes.attempt(() -> made = users.resetPassword(id()), "users.link-made");
    again();
  }

  public void unlock() {
    changes.attempt(() -> users.unlock(id()), "users.unlocked");
    again();
  }

  public void resetSecondFactor() {
    changes.attempt(() -> users.resetSecondFactor(id()), "users.factor-reset");
    again();
  }

  public void endSession() {
    UUID session = params.rowId("session");
    changes.attempt(() -> users.endSession(id(), session), "session.ended");
  }

  public void endSessions() {
    changes.attempt(() -> users.endSessions(id()), "session.all-ended");
  }

  private void again() {
    user = null;
    version = null;
  }

  private UUID id() {
    return Params.id("user", params.get("id"));
  }

  public UserView getUser() {
    if (user == null) {
      user = users.get(id());
    }
    return user;
  }

  public List<SessionView> getSessions() {
    return users.sessions(id());
  }

  public List<String> getRoles() {
    return UserBody.ROLES;
  }

  /** By which the person chooses a password; null unless it has just been made. */
  public String getLink() {
    return made == null ? null : PasswordLinkAnswer.address(request, made.key());
  }

  public String getDisplayName() {
    return displayName == null ? getUser().displayName() : displayName;
  }

  public void setDisplayName(String displayName) {
    this.displayName = displayName;
  }

  public String getEmail() {
    return email == null ? getUser().email() : email;
  }

  public void setEmail(String email) {
    this.email = email;
  }

  public List<String> getGroups() {
    return groups == null ? List.copyOf(getUser().groups()) : groups;
  }

  public void setGroups(List<String> groups) {
    this.groups = groups;
  }

  public boolean isEnabled() {
    return enabled == null ? getUser().enabled() : enabled;
  }

  public void setEnabled(boolean enabled) {
    this.enabled = enabled;
  }

  public long getVersion() {
    return version == null ? getUser().version() : version;
  }

  public void setVersion(long version) {
    this.version = version;
  }
}
