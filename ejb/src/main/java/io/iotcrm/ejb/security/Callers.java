package io.iotcrm.ejb.security;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.DEVICE;
import static io.iotcrm.domain.security.Role.EDGE;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.security.Role;
import jakarta.annotation.Resource;
import jakarta.annotation.security.DeclareRoles;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.security.Principal;
import java.util.Set;
import java.util.stream.Collectors;

/** Asks the container who is calling, and with which roles. */
@Stateless
@PermitAll
@DeclareRoles({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR, DEVICE, EDGE})
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class Callers {
  private static final String ANONYMOUS = "ANONYMOUS";

  @Resource private SessionContext context;

  public Caller current() {
    Principal caller = context.getCallerPrincipal();
    if (caller == null || caller.getName().equals(ANONYMOUS)) {
      return Caller.SYSTEM;
    }
    Set<String> roles =
        Role.PEOPLE.stream().filter(context::isCallerInRole).collect(Collectors.toSet());
    boolean machine =
        roles.isEmpty() && (context.isCallerInRole(DEVICE) || context.isCallerInRole(EDGE));
    return new Caller(caller.getName(), roles, machine);
  }
}
