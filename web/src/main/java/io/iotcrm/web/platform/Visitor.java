package io.iotcrm.web.platform;

import io.iotcrm.domain.security.Role;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** The person at the browser: name and roles, as the container knows them. */
@Named
@RequestScoped
public class Visitor {
  @Inject private HttpServletRequest request;
  @Inject private Texts texts;

  public String getName() {
    Principal principal = request.getUserPrincipal();
    return principal == null ? "" : principal.getName();
  }

  public List<String> getRoles() {
    return Role.PEOPLE.stream().filter(request::isUserInRole).toList();
  }

  /** The roles in words; nothing where the only role has the same name as the person. */
  public String getRolesText() {
    List<String> roles = getRoles();
    return roles.equals(List.of(getName()))
        ? ""
        : roles.stream().map(role -> texts.of("role." + role)).collect(Collectors.joining(", "));
  }

  public boolean hasAnyOf(Collection<String> roles) {
    return roles.stream().anyMatch(request::isUserInRole);
  }

  /** For pages: {@code visitor.is('admin support')}. */
  public boolean is(String anyOfRoles) {
    return hasAnyOf(List.of(anyOfRoles.split(" ")));
  }
}
