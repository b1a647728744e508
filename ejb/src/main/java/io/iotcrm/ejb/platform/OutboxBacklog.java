package io.iotcrm.ejb.platform;

import static io.iotcrm.domain.security.Role.ADMIN;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;

/** What an administrator should know of the outbox: what waits, and what was given up. */
@Stateless
public class OutboxBacklog {
  private static final String WAITING =
      """
      select kind,
             count(*) filter (where state = 'PENDING'),
             count(*) filter (where state = 'GIVEN_UP'),
             min(created_at) filter (where state = 'PENDING'),
             (array_agg(last_error order by id desc) filter (where last_error is not null))[1]
        from outbox where state in ('PENDING', 'GIVEN_UP') group by kind order by kind
      """;

  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  /**
   * The messages of one kind that are not delivered.
   *
   * @param oldest since when the oldest pending one waits; null: none does
   * @param lastError of the newest one that failed; null: none did
   */
  public record Waiting(
      String kind, long pending, long givenUp, Instant oldest, String lastError) {}

  @RolesAllowed(ADMIN)
  public List<Waiting> waiting() {
    List<?> rows = em.createNativeQuery(WAITING).getResultList();
    return rows.stream().map(row -> waiting((Object[]) row)).toList();
  }

  private static Waiting waiting(Object[] row) {
    return new Waiting(
        (String) row[0],
        ((Number) row[1]).longValue(),
        ((Number) row[2]).longValue(),
        NativeRows.instant(row[3]),
        (String) row[4]);
  }
}
