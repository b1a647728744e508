package io.iotcrm.web.security;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.ejb.security.Passwords;
import io.iotcrm.web.platform.Changes;
import io.iotcrm.web.platform.Params;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Optional;

/** A person chooses a password by a link that an administrator handed out. */
@Named
@RequestScoped
public class NewPasswordPage {
  @EJB private Passwords passwords;
  @Inject private Params params;
  @Inject private Changes changes;
  private String password;
  private String repeated;
  private Optional<String> holder;
  private boolean done;

  public void submit() {
    done =
        changes.attempt(
            () -> {
              checkRepeated(password, repeated);
              passwords.setByLink(params.get("key"), password);
            },
            "new-password.done");
    password = null;
    repeated = null;
  }

  static void checkRepeated(String password, String repeated) {
    if (password == null || !password.equals(repeated)) {
      throw new InvalidInputException("/repeated", "is not the same");
    }
  }

  /** Whose password it is; null if the link is not good. */
  public String getUsername() {
    if (holder == null) {
      holder = passwords.holder(params.get("key"));
    }
    return holder.orElse(null);
  }

  public boolean isDone() {
    return done;
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
}
