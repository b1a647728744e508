package io.iotcrm.ejb.customer;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.customer.Account;
import io.iotcrm.domain.customer.ConsentsChanged;
import io.iotcrm.domain.customer.Contact;
import io.iotcrm.domain.customer.DuplicatePairView;
import io.iotcrm.domain.customer.Likeness;
import io.iotcrm.domain.customer.LikenessQuery;
import io.iotcrm.domain.customer.MergeView;
import io.iotcrm.domain.customer.TimelineEntry;
import io.iotcrm.domain.platform.AccessRefusedException;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.platform.RecordNotFoundException;
import io.iotcrm.domain.security.Action;
import io.iotcrm.domain.security.Reach;
import io.iotcrm.domain.security.RecordKind;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.ReachSql;
import io.iotcrm.ejb.platform.Records;
import io.iotcrm.ejb.security.Permissions;
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

  @Inject private DuplicateTable pairs;
  @Inject private MergeTable merges;
  @Inject private MergeLog log;
  @Inject private LikenessReach within;
  @Inject private Permissions permissions;
  @Inject private Records records;
  @Inject private Event<ConsentsChanged> changed;
  @Resource private SessionContext context;

  /** The accounts, contacts and open leads that may be the same, the most alike first. */
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public List<Likeness> find(LikenessQuery query) {
    return within.find(query);
  }

  /**
   * Pairs of stored records that may be the same, the most alike first.
   *
   * @param object {@code account} or {@code contact}
   */
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public Page<DuplicatePairView> pairs(String object, PageRequest page) {
    LikenessSource source = source(object);
    permissions.require(Action.READ, LikenessReach.kind(source));
    requireWholly(source);
    ReachSql seen = within.of(source).orElseThrow();
    return Database.answer(() -> pairs.list(source, seen, page));
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
    requireWholly(source(object));
    requireEditable(object, kept, Action.EDIT);
    requireEditable(object, merged, Action.DELETE);
    String by = context.getCallerPrincipal().getName();
    UUID id = Database.answer(() -> merges.merge(object, kept, merged, take, by));
    return noted(id, "merge", "Merged with ");
  }

  /** Takes a merge back. */
  @RolesAllowed({ADMIN, SALES})
  public MergeView undo(UUID id) {
    MergeView merge = Database.answer(() -> log.get(id));
    requireEditable(merge.object(), merge.keptId(), Action.EDIT);
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
    Reach reach = permissions.require(Action.READ, LikenessReach.kind(source(object)));
    // What was merged is somebody else's record as a rule: who does not see all sees their own.
    String by = reach.isEverything() ? null : context.getCallerPrincipal().getName();
    return Database.answer(() -> log.list(object, by, page));
  }

  /** To judge and to merge two records one has to see all of them. */
  private void requireWholly(LikenessSource source) {
    if (!within.wholly(source)) {
      throw new AccessRefusedException(
          "Your permissions keep fields of such records from you; who sees and writes them all"
              + " can compare and merge them");
    }
  }

  /** The record is changed by plain statements: what was read of it to decide is old then. */
  private void requireEditable(String object, UUID id, Action action) {
    em.detach(
        object.equals("account")
            ? records.allowed(action, Account.class, RecordKind.ACCOUNT, id)
            : records.allowed(action, Contact.class, RecordKind.CONTACT, id));
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
