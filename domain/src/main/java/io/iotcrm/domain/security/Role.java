package io.iotcrm.domain.security;

import java.util.List;

/** The application's roles. {@code docs/permissions.md} says who may do what. */
public final class Role {
  public static final String ADMIN = "admin";
  public static final String SALES = "sales";
  public static final String MARKETING = "marketing";
  public static final String SUPPORT = "support";
  public static final String ANALYST = "analyst";
  public static final String PRIVACY = "privacy";
  public static final String INTEGRATOR = "integrator";

  /** A device that speaks for itself, over HTTP or to the broker. */
  public static final String DEVICE = "device";

  /** An edge connector. */
  public static final String EDGE = "edge";

  /** The roles that people have, and programs that act for them. */
  public static final List<String> PEOPLE =
      List.of(ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR);

  private Role() {}
}
