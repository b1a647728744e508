package io.iotcrm.domain.security;

import io.iotcrm.domain.platform.Ids;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * Lets a program act for a person, with a part of that person's rights, until a date.
 *
 * <p>Only the SHA-256 of the token is kept: it holds 256 random bits, which nobody can guess
 * through. The realm reads the same row.
 */
@Entity
@Table(name = "api_token")
public class ApiToken {
  /** So that a token in a log or a repository is recognised as one. */
  public static final String PREFIX = "ict_";

  @Id private UUID id;

  @ManyToOne(fetch = FetchType.LAZY, optional = false)
  @JoinColumn(name = "user_id")
  private AppUser owner;

  private String name;

  @Column(name = "token_hash")
  private byte[] hash;

  @Convert(converter = TokenGroups.class)
  @Column(name = "group_names")
  private Set<String> groups;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "expires_at")
  private Instant expiresAt;

  @Column(name = "revoked_at")
  private Instant revokedAt;

  /** Written by the realm. */
  @Column(name = "last_used_at", insertable = false, updatable = false)
  private Instant lastUsedAt;

  protected ApiToken() {}

  /**
   * @param secret what the program will send, beginning with {@link #PREFIX}
   */
  public ApiToken(
      AppUser owner,
      String name,
      String secret,
      Set<String> groups,
      Instant createdAt,
      Instant expiresAt) {
    this.id = Ids.next();
    this.owner = owner;
    this.name = name;
    this.hash = hash(secret);
    this.groups = Set.copyOf(groups);
    this.createdAt = createdAt;
    this.expiresAt = expiresAt;
  }

  public static String newSecret() {
    return PREFIX + SecretHash.newSecret();
  }

  /** A token that is revoked again keeps the moment of the first time. */
  public void revoke(Instant at) {
    if (revokedAt == null) {
      revokedAt = at;
    }
  }

  public UUID getId() {
    return id;
  }

  public AppUser getOwner() {
    return owner;
  }

  public String getName() {
    return name;
  }

  public Set<String> getGroups() {
    return Set.copyOf(groups);
  }

  public Instant getCreatedAt() {
    return createdAt;
  }

  public Instant getExpiresAt() {
    return expiresAt;
  }

  public Instant getRevokedAt() {
    return revokedAt;
  }

  public Instant getLastUsedAt() {
    return lastUsedAt;
  }

  private static byte[] hash(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
