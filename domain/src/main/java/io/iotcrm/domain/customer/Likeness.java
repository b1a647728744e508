package io.iotcrm.domain.customer;

import java.io.Serializable;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A record that may be the same person or company.
 *
 * @param kind {@code account}, {@code contact} or {@code lead}
 * @param detail what tells it from others: e-mail, city, company
 * @param likeness 0 to 1, see {@link #of}
 * @param reasons what is alike, the strongest first
 */
public record Likeness(
    String kind, UUID id, String name, String detail, double likeness, List<Reason> reasons)
    implements Serializable {
  public Likeness {
    reasons = List.copyOf(reasons);
  }

  /** What two records have in common, and how much that alone says: 0 to 1. */
  public enum Reason {
    EMAIL(0.95),
    WEBSITE(0.8),
    PHONE(0.7),
    NAME(0.6),
    SIMILAR_NAME(0.4);

    private final double weight;

    Reason(double weight) {
      this.weight = weight;
    }
  }

  /**
   * How likely two records with so much in common are one: each reason speaks for itself, so what
   * is left of the doubt is the product of the doubts that each leaves.
   *
   * @return 0 without reasons, below 1
   */
  public static double of(Set<Reason> reasons) {
    double doubt = 1;
    for (Reason reason : reasons) {
      doubt *= 1 - reason.weight;
    }
    return 1 - doubt;
  }

  /**
   * What two records have in common.
   *
   * @param nameSimilarity of their names, 0 to 1, by their trigrams
   */
  public static Set<Reason> reasons(
      boolean email, boolean website, boolean phone, double nameSimilarity) {
    Set<Reason> reasons = EnumSet.noneOf(Reason.class);
    add(reasons, Reason.EMAIL, email);
    add(reasons, Reason.WEBSITE, website);
    add(reasons, Reason.PHONE, phone);
    add(reasons, Reason.NAME, nameSimilarity >= 0.999);
    add(reasons, Reason.SIMILAR_NAME, nameSimilarity < 0.999 && nameSimilarity >= 0.5);
    return reasons;
  }

  private static void add(Set<Reason> reasons, Reason reason, boolean holds) {
    if (holds) {
      reasons.add(reason);
    }
  }
}
