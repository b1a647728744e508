package io.iotcrm.ejb.customer;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.customer.ConsentsChanged;
import io.iotcrm.domain.customer.Contact;
import io.iotcrm.domain.customer.DuplicatePairView;
import io.iotcrm.domain.customer.Likeness;
import io.iotcrm.domain.customer.LikenessQuery;
import io.iotcrm.domain.customer.MergeView;
import io.iotcrm.domain.customer.TimelineEntry;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.platform.RecordNotFoundException;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.Records;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Who is there twice: before somebody is entered once more, and among those who were. */
@Stateless
public class DuplicateService {
  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private LikenessTable likeness;
  @Inject private DuplicateTable pairs;
  @Inject private MergeTable merges;
  @Inject private MergeLog log;
  @Inject private Records records;
  @Inject private Event<ConsentsChanged> changed;
  @Resource private SessionContext context;

  /** The accounts, contacts and open leads that may be the same, the most alike first. */
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public List<Likeness> find(LikenessQuery query) {
    return Database.answer(() -> likeness.find(query));
  }

  /**
   * Pairs of stored records that may be the same, the most alike first.
   *
   * @param object {@code account} or {@code contact}
   */
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public Page<DuplicatePairView> pairs(String object, PageRequest page) {
    LikenessSource source = source(object);
    return Database.answer(() -> pairs.list(source, page));
  }

  /** They are two, and are not shown as a pair again. */
  @RolesAllowed({ADMIN, SALES})
  public void dismiss(UUID pair) {
    String by = context.getCallerPrincipal().getName();
    if (!Database.answer(() -> pairs.dismiss(pair, by))) {
      throw new RecordNotFoundException("duplicate-pair", pair);
    }
    records.save("dismiss", "duplicate-pair", pair);
  }

  /**
   * Makes one of two records. Everything that names the one that goes names the one that stays
   * afterwards.
   *
   * @param object {@code account} or {@code contact}
   * @param take the columns of which the value of the one that goes is wanted
   */
  @RolesAllowed({ADMIN, SALES})
  public MergeView merge(String object, UUID kept, UUID merged, Set<String> take) {
    source(object);
    String by = context.getCallerPrincipal().getName();
    UUID id = Database.answer(() -> merges.merge(object, kept, merged, take, by));
    return noted(id, "merge", "Merged with ");
  }

  /** Takes a merge back. */
  @RolesAllowed({ADMIN, SALES})
  public MergeView undo(UUID id) {
    String by = context.getCallerPrincipal().getName();
    Database.answer(
        () -> {
          merges.undo(id, by);
          return null;
        });
    return noted(id, "undo-merge", "Merge undone: ");
  }

  @RolesAllowed({ADMIN, SALES, PRIVACY})
  public Page<MergeView> merges(String object, PageRequest page) {
    source(object);
    return Database.answer(() -> log.list(object, page));
  }

  private MergeView noted(UUID id, String action, String title) {
    MergeView merge = Database.answer(() -> log.get(id));
    boolean contact = merge.object().equals("contact");
    em.persist(
        new TimelineEntry(
                Instant.now(),
                new TimelineEntry.Subject(
                    contact ? null : merge.keptId(), contact ? merge.keptId() : null, null),
                TimelineEntry.Kind.MERGED,
                title + merge.mergedName(),
                null,
                context.getCallerPrincipal().getName())
            .about(merge.object(), merge.keptId()));
    records.save(action, merge.object(), merge.keptId());
    if (contact) {
      // What is known by profiling belongs to somebody else now, and may be known no longer.
      tell(merge.keptId());
      tell(merge.mergedId());
    }
    return merge;
  }

  private void tell(UUID contact) {
    Contact found = em.find(Contact.class, contact);
    if (found != null) {
      changed.fire(new ConsentsChanged(contact, found.getConsents()));
    }
  }

  private static LikenessSource source(String object) {
    if ("account".equals(object)) {
      return LikenessSource.ACCOUNT;
    }
    if ("contact".equals(object)) {
      return LikenessSource.CONTACT;
    }
    throw new InvalidInputException("/object", "must be account or contact");
  }
}
