package io.iotcrm.ejb.security;

import jakarta.enterprise.context.Dependent;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;

/** The names of those who have an account. */
@Dependent
public class UserNames {
  private static final int MAX_NAME = 256;

  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  /** The name as it is stored; nothing if no user has it. */
  Optional<String> stored(String typed) {
    if (typed == null
        || typed.isEmpty()
        || typed.length() > MAX_NAME
        || typed.chars().anyMatch(Character::isISOControl)) { // PostgreSQL has no text with NUL
      return Optional.empty();
    }
    return em.createQuery(
            "select u.username from AppUser u where lower(u.username) = lower(?1)", String.class)
        .setParameter(1, typed)
        .getResultStream()
        .findFirst();
  }
}
