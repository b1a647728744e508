package io.iotcrm.web.security;

import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.security.NewPasswordLink;
import io.iotcrm.domain.security.UserDetails;
import io.iotcrm.domain.security.UserView;
import io.iotcrm.ejb.security.SignInThrottle;
import io.iotcrm.ejb.security.UserService;
import io.iotcrm.web.platform.Changes;
import io.iotcrm.web.platform.ListPage;
import io.iotcrm.web.platform.Params;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;

/** People's accounts: who there is, who is locked out, and a new one. */
@Named
@RequestScoped
public class UsersPage extends ListPage<UserView> {
  @EJB private UserService users;
  @EJB private SignInThrottle throttle;
  @Inject private Params params;
  @Inject private Changes changes;
  @Inject private HttpServletRequest request;
  private String username;
  private String displayName;
  private String email;
  private List<String> groups;
  private NewPasswordLink made;

  @Override
  protected Page<UserView> load(PageRequest page) {
    return users.list(getQ(), page);
  }

  public void create() {
    Set<String> chosen = groups == null ? Set.of() : Set.copyOf(groups);
    UserDetails details = new UserDetails(displayName, email, chosen, true);
    if (changes.attempt(() -> made = users.create(username, details), "users.created")) {
      username = null;
      displayName = null;
      email = null;
      groups = null;
    }
    reload();
  }

  public void unblock() {
    changes.attempt(() -> throttle.unblock(params.row()), "users.unblocked");
  }

  /** Addresses that have to wait. */
  public List<SignInThrottle.Block> getBlocks() {
    return throttle.blocks();
  }

  public List<String> getRoles() {
    return UserBody.ROLES;
  }

  /** For the person whose account has just been made; null at any other time. */
  public String getLink() {
    return made == null ? null : PasswordLinkAnswer.address(request, made.key());
  }

  public String getUsername() {
    return username;
  }

  public void setUsername(String username) {
    this.username = username;
  }

  public String getDisplayName() {
    return displayName;
  }

  public void setDisplayName(String displayName) {
    this.displayName = displayName;
  }

  public String getEmail() {
    return email;
  }

  public void setEmail(String email) {
    this.email = email;
  }

  public List<String> getGroups() {
    return groups;
  }

  public void setGroups(List<String> groups) {
    this.groups = groups;
  }
}
