package io.iotcrm.ejb.platform;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Schedule;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

/**
 * Remembers for a day which requests were made under which idempotency key, and their answers.
 *
 * <p>A request whose node died is free to be done again after a minute; whether its work was
 * committed is then unknown, so natural keys have to catch what was.
 */
@Stateless
@PermitAll
public class RequestJournal {
  private static final Logger LOG = System.getLogger(RequestJournal.class.getName());

  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  /** Whose request it is, and what it asks for. */
  public record Entry(String principal, String key, String request, byte[] bodyHash) {}

  /** What was answered. */
  public record Answer(int status, String location, String etag, String body) {}

  /** What the journal says about a request that is about to be done. */
  public sealed interface Verdict {
    /** Nobody has: do it, then {@link #finish} or {@link #forget}. */
    record New() implements Verdict {}

    /** It was done. */
    record Done(Answer answer) implements Verdict {}

    /** Another request is doing it. */
    record InProgress() implements Verdict {}

    /** The key belongs to another request. */
    record KeyReused() implements Verdict {}
  }

  /** Claims the key, in a transaction of its own. */
  public Verdict begin(Entry entry) {
    em.createNativeQuery(
            "delete from api_request where principal = ?1 and key = ?2"
                + " and (started_at < now() - interval '24 hours'"
                + " or status is null and started_at < now() - interval '1 minute')")
        .setParameter(1, entry.principal())
        .setParameter(2, entry.key())
        .executeUpdate();
    int claimed =
        em.createNativeQuery(
                "insert into api_request (principal, key, request, body_hash)"
                    + " values (?1, ?2, ?3, ?4) on conflict do nothing")
            .setParameter(1, entry.principal())
            .setParameter(2, entry.key())
            .setParameter(3, entry.request())
            .setParameter(4, entry.bodyHash())
            .executeUpdate();
    return claimed == 1 ? new Verdict.New() : judge(entry);
  }

  /** Keeps the answer for repetitions. */
  public void finish(Entry entry, Answer answer) {
    em.createNativeQuery(
            "update api_request set status = ?3, location = ?4, etag = ?5, answer = ?6"
                + " where principal = ?1 and key = ?2")
        .setParameter(1, entry.principal())
        .setParameter(2, entry.key())
        .setParameter(3, answer.status())
        .setParameter(4, answer.location())
        .setParameter(5, answer.etag())
        .setParameter(6, answer.body())
        .executeUpdate();
  }

  /** Frees the key of a request that came to nothing, so that it can be mended and repeated. */
  public void forget(Entry entry) {
    em.createNativeQuery(
            "delete from api_request where principal = ?1 and key = ?2 and status is null")
        .setParameter(1, entry.principal())
        .setParameter(2, entry.key())
        .executeUpdate();
  }

  /** Runs on every node; a second one finds nothing left to do. */
  @Schedule(hour = "*", minute = "17", persistent = false)
  void sweep() {
    try {
      em.createNativeQuery("delete from api_request where started_at < now() - interval '24 hours'")
          .executeUpdate();
    } catch (RuntimeException e) {
      // Thrown twice, the container would end the timer for good.
      LOG.log(Level.WARNING, "old idempotency keys are still there; next try in an hour", e);
    }
  }

  private Verdict judge(Entry entry) {
    List<?> rows =
        em.createNativeQuery(
                "select request, body_hash, status, location, etag, answer from api_request"
                    + " where principal = ?1 and key = ?2")
            .setParameter(1, entry.principal())
            .setParameter(2, entry.key())
            .getResultList();
    if (rows.isEmpty()) {
      return new Verdict.InProgress();
    }
    Object[] row = (Object[]) rows.get(0);
    if (!entry.request().equals(row[0])
        || !java.security.MessageDigest.isEqual(entry.bodyHash(), (byte[]) row[1])) {
      return new Verdict.KeyReused();
    }
    if (row[2] == null) {
      return new Verdict.InProgress();
    }
    return new Verdict.Done(
        new Answer(
            ((Number) row[2]).intValue(), (String) row[3], (String) row[4], (String) row[5]));
  }
}
