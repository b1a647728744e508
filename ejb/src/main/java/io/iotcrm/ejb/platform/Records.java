package io.iotcrm.ejb.platform;

import io.iotcrm.domain.customer.Account;
import io.iotcrm.domain.customer.Contact;
import io.iotcrm.domain.device.Device;
import io.iotcrm.domain.platform.DuplicateRecordException;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.RecordNotFoundException;
import io.iotcrm.domain.platform.StaleVersionException;
import io.iotcrm.domain.security.Action;
import io.iotcrm.domain.security.AppUser;
import io.iotcrm.domain.security.AuditEvent;
import io.iotcrm.domain.security.Reachable;
import io.iotcrm.domain.security.RecordKind;
import io.iotcrm.ejb.security.AuditLog;
import io.iotcrm.ejb.security.Permissions;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** Finding, changing and naming records, with the refusals that the API and the portal know. */
@Dependent
public class Records {
  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @EJB private AuditLog audit;
  @Inject private Permissions permissions;

  /**
   * @param name what people call such a record, e.g. {@code ticket}
   */
  public <T> T find(Class<T> type, String name, Object id) {
    T found = em.find(type, id);
    if (found == null) {
      throw new RecordNotFoundException(name, id);
    }
    return found;
  }

  /** Finds a record that the caller may read; one that they may not is not there. */
  public <T extends Reachable> T readable(Class<T> type, RecordKind kind, Object id) {
    return allowed(Action.READ, type, kind, id);
  }

  /** Finds a record that the caller may do this with. */
  public <T extends Reachable> T allowed(Action action, Class<T> type, RecordKind kind, Object id) {
    T found = find(type, kind.key(), id);
    permissions.require(action, kind, id, found);
    return found;
  }

  /** Finds a record that the caller may do this with and read at the expected version. */
  public <T extends Reachable> T allowed(
      Action action,
      Class<T> type,
      RecordKind kind,
      Object id,
      long expected,
      ToLongFunction<T> version) {
    T found = allowed(action, type, kind, id);
    requireVersion(kind.key(), id, expected, version.applyAsLong(found));
    return found;
  }

  /** Finds a record that the caller read at the expected version. */
  public <T> T find(
      Class<T> type, String name, Object id, long expected, ToLongFunction<T> version) {
    T found = find(type, name, id);
    requireVersion(name, id, expected, version.applyAsLong(found));
    return found;
  }

  private static void requireVersion(String name, Object id, long expected, long current) {
    if (current != expected) {
      throw new StaleVersionException(name, id, expected, current);
    }
  }

  /**
   * Writes now, so that a lost race is reported by its own name and the view has the new version.
   *
   * @param key what could be taken already: the natural key, or the id
   */
  public void flush(String name, Object key) {
    try {
      em.flush();
    } catch (OptimisticLockException e) {
      throw new StaleVersionException(name, key, -1, -1);
    } catch (PersistenceException e) {
      if (Failure.isDuplicate(e)) {
        throw new DuplicateRecordException(name, String.valueOf(key), null);
      }
      throw e;
    }
  }

  /**
   * Refuses a natural key that another record has.
   *
   * @param ids JPQL of the ids of those that have it, with the key as its only parameter
   * @param key null is always free
   * @param own the id of the record that is to have it; null for one that has none yet
   */
  public void requireFree(String name, String ids, String key, Object own) {
    if (key == null) {
      return;
    }
    for (UUID taken : em.createQuery(ids, UUID.class).setParameter(1, key).getResultList()) {
      if (!taken.equals(own)) {
        throw new DuplicateRecordException(name, key, taken);
      }
    }
  }

  /**
   * Writes now, and with it into the audit that the caller did.
   *
   * @param action a verb, e.g. {@code create}
   * @param key what could be taken already: the natural key, or the id
   */
  public void save(String action, String name, Object key) {
    flush(name, key);
    audit.record(AuditEvent.allowed(action, name, key));
  }

  /** The account that a member of the input names; null for null. */
  public Account account(UUID id, String pointer) {
    return account(id, pointer, null);
  }

  /**
   * @param current what the record names already: that stays, even if the caller may not read it
   */
  public Account account(UUID id, String pointer, Account current) {
    return current != null && current.getId().equals(id)
        ? current
        : reference(Account.class, id, pointer, RecordKind.ACCOUNT);
  }

  public Contact contact(UUID id, String pointer) {
    return contact(id, pointer, null);
  }

  /**
   * @param current what the record names already: that stays, even if the caller may not read it
   */
  public Contact contact(UUID id, String pointer, Contact current) {
    return current != null && current.getId().equals(id)
        ? current
        : reference(Contact.class, id, pointer, RecordKind.CONTACT);
  }

  public Device device(String id, String pointer) {
    return device(id, pointer, null);
  }

  /**
   * @param current what the record names already: that stays, even if the caller may not read it
   */
  public Device device(String id, String pointer, String current) {
    return id != null && id.equals(current)
        ? em.find(Device.class, id)
        : reference(Device.class, id, pointer, RecordKind.DEVICE);
  }

  /**
   * The owner of a new record: who is named or, for somebody who would not see a record of nobody,
   * the caller.
   */
  public AppUser owner(RecordKind kind, String username, String pointer) {
    if (username == null && !permissions.reach(Action.READ, kind).isEverything()) {
      UUID caller = permissions.userId();
      return caller == null ? null : em.find(AppUser.class, caller);
    }
    return user(username, pointer);
  }

  public AppUser user(String username, String pointer) {
    if (username == null) {
      return null;
    }
    List<AppUser> found =
        em.createQuery("select u from AppUser u where lower(u.username) = lower(?1)", AppUser.class)
            .setParameter(1, username)
            .getResultList();
    if (found.isEmpty()) {
      throw new InvalidInputException(pointer, "names no user: " + username);
    }
    return found.get(0);
  }

  /** Turns what an entity refuses into what the caller can mend. */
  public static <T> T checked(String pointer, Supplier<T> maker) {
    try {
      return maker.get();
    } catch (InvalidInputException e) {
      throw e;
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new InvalidInputException(pointer, e.getMessage());
    }
  }

  private <T extends Reachable> T reference(
      Class<T> type, Object id, String pointer, RecordKind kind) {
    if (id == null) {
      return null;
    }
    T found = em.find(type, id);
    if (found == null || !permissions.may(Action.READ, kind, found)) {
      throw new InvalidInputException(pointer, "names no " + kind.key() + ": " + id);
    }
    return found;
  }
}
