package io.iotcrm.web.security;

import io.iotcrm.domain.security.TokenView;
import io.iotcrm.ejb.security.TokenService;
import io.iotcrm.web.platform.Changes;
import io.iotcrm.web.platform.Params;
import io.iotcrm.web.platform.Visitor;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** API tokens: made here, shown once, revoked here. */
@Named
@RequestScoped
public class TokensPage {
  private static final int STANDARD_DAYS = 90;

  @EJB private TokenService tokens;
  @Inject private Visitor visitor;
  @Inject private Params params;
  @Inject private Changes changes;
  private String name;
  private List<String> groups;
  private int days = STANDARD_DAYS;
  private String secret;
  private List<TokenView> list;

  public void create() {
    Instant end = Instant.now().plus(Duration.ofDays(days));
    Set<String> chosen = groups == null ? Set.of() : Set.copyOf(groups);
    boolean made =
        changes.attempt(() -> secret = tokens.create(name, chosen, end).secret(), "tokens.created");
    if (made) {
      name = null;
      list = null;
    }
  }

  public void revoke() {
    UUID id = params.rowId("token");
    changes.attempt(() -> tokens.revoke(id), "tokens.revoked");
    list = null;
  }

  public List<TokenView> getList() {
    if (list == null) {
      list = tokens.list();
    }
    return list;
  }

  /** VALID, EXPIRED or REVOKED. */
  public String state(TokenView token) {
    if (token.revokedAt() != null) {
      return "revoked";
    }
    return token.expiresAt().isBefore(Instant.now()) ? "expired" : "valid";
  }

  /** The token that has just been made; null at any other time. */
  public String getSecret() {
    return secret;
  }

  /** A token can do a part of what its maker can do. */
  public List<String> getChoices() {
    return visitor.getRoles();
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public List<String> getGroups() {
    return groups == null ? getChoices() : groups;
  }

  public void setGroups(List<String> groups) {
    this.groups = groups;
  }

  public int getDays() {
    return days;
  }

  public void setDays(int days) {
    this.days = days;
  }
}
