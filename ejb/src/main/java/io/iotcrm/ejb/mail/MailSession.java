package io.iotcrm.ejb.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.Session;
import java.util.Optional;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The server's mail session, where the administrator made one and named it. */
@ApplicationScoped
public class MailSession {
  @Inject
  @ConfigProperty(name = "iotcrm.mail.session")
  private Optional<String> name;

  public boolean isConfigured() {
    return name.isPresent();
  }

  /**
   * @throws NamingException the name is configured, but there is no such session
   * @throws IllegalStateException none is configured
   */
  Session get() throws NamingException {
    String wanted =
        name.orElseThrow(
            () ->
                new IllegalStateException(
                    "no mail session: make one in the server and name it in"
                        + " iotcrm.mail.session, for example mail/iotcrm"));
    return InitialContext.doLookup(wanted);
  }
}
