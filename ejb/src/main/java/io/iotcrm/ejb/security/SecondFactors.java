package io.iotcrm.ejb.security;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.security.AuditEntry.Outcome;
import io.iotcrm.domain.security.AuditEvent;
import io.iotcrm.domain.security.Totp;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.security.SecondFactorTable.Verdict;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The second step of signing in. For the doors, which have looked at the person's password before;
 * people reach it through them only.
 */
@Singleton
@PermitAll
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class SecondFactors {
  private static final String ISSUER = "IoT CRM";
  private static final String NAME = "second-factor";
  private static final Duration REMEMBERED = Duration.ofSeconds(10);
  private static final int MAX_REMEMBERED = 10_000;

  /** What a person has to show besides the password. */
  public enum Demand {
    NONE,
    CODE,
    /** A role of the person's needs a second factor, and there is none yet. */
    ENROL
  }

  /** What goes into an authenticator app, by hand or as a QR code. */
  public record Enrolment(String secret, String uri) {
    @Override
    public String toString() {
      return "Enrolment"; // never the secret
    }
  }

  private record Remembered(boolean demanded, Instant until) {}

  @Inject private SecondFactorTable table;
  @EJB private AuditLog audit;

  @Inject
  @ConfigProperty(name = "iotcrm.security.second-factor-roles")
  private Optional<String> roles;

  private final Map<String, Remembered> programs = new ConcurrentHashMap<>();

  public Demand demand(String username, Set<String> groups) {
    if (Database.answer(() -> table.isEnrolled(username))) {
      return Demand.CODE;
    }
    return isDemandedOf(groups) ? Demand.ENROL : Demand.NONE;
  }

  private boolean isDemandedOf(Set<String> groups) {
    return roles.isPresent()
        && Arrays.stream(roles.get().split("[\\s,]+")).anyMatch(groups::contains);
  }

  /** Whether a name and a password alone are too little; remembered for ten seconds. */
  public boolean isDemandedOfProgram(String username, Set<String> groups) {
    Instant now = Instant.now();
    Remembered known = programs.get(username);
    if (known != null && known.until().isAfter(now)) {
      return known.demanded();
    }
    boolean demanded = demand(username, groups) != Demand.NONE;
    if (programs.size() >= MAX_REMEMBERED) {
      programs.clear();
    }
    programs.put(username, new Remembered(demanded, now.plus(REMEMBERED)));
    return demanded;
  }

  public boolean isEnrolled(String username) {
    return Database.answer(() -> table.isEnrolled(username));
  }

  /** How many recovery codes the person has left. */
  public int recoveryCodesLeft(String username) {
    return Database.answer(() -> table.recoveryCodesLeft(account(username)));
  }

  /**
   * A secret for the person's app; it counts once a code was shown.
   *
   * @throws InvalidInputException if the person has a second factor already
   */
  public Enrolment begin(String username) {
    UUID user = account(username);
    byte[] secret =
        Database.answer(() -> table.begin(user))
            .orElseThrow(
                () -> new InvalidInputException("", "there is a second factor: remove it first"));
    return new Enrolment(Totp.base32(secret), Totp.uri(ISSUER, username, secret));
  }

  /** Whether an enrolment is under way. */
  public boolean isBegun(String username) {
    UUID user = account(username);
    return Database.answer(() -> table.pending(user)).isPresent();
  }

  /** The one that is under way, or a new one. */
  public Enrolment resume(String username) {
    UUID user = account(username);
    return Database.answer(() -> table.pending(user))
        .map(secret -> new Enrolment(Totp.base32(secret), Totp.uri(ISSUER, username, secret)))
        .orElseGet(() -> begin(username));
  }

  /**
   * @return the recovery codes, which are told this once
   * @throws InvalidInputException if the code is wrong
   */
  public List<String> confirm(String username, String code) {
    UUID user = account(username);
    List<String> codes = Database.answer(() -> table.confirm(user, code, Instant.now()));
    if (codes.isEmpty()) {
      throw new InvalidInputException(
          "/code", "is wrong: take the newest one, and look whether the clocks are right");
    }
    programs.remove(username);
    record(username, "enrol", Outcome.ALLOWED);
    return codes;
  }

  public Verdict check(String username, String code) {
    UUID user = account(username);
    Verdict verdict = Database.answer(() -> table.check(user, code, Instant.now()));
    if (verdict != Verdict.RIGHT) {
      record(username, "check", Outcome.DENIED);
    }
    return verdict;
  }

  public List<String> newRecoveryCodes(String username) {
    UUID user = account(username);
    List<String> codes = Database.answer(() -> table.newRecoveryCodes(user));
    record(username, "renew-codes", Outcome.ALLOWED);
    return codes;
  }

  public void remove(String username) {
    UUID user = account(username);
    if (Database.answer(() -> table.remove(user))) {
      programs.remove(username);
      record(username, "remove", Outcome.ALLOWED);
    }
  }

  private UUID account(String username) {
    return Database.answer(() -> table.account(username))
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "", "a second factor belongs to an account of this system, and there is none"));
  }

  private void record(String username, String action, Outcome outcome) {
    audit.recordApart(username, new AuditEvent(action, NAME, username, outcome, null, null));
  }
}
