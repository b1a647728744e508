package io.iotcrm.domain.recommendation;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What one customer has done, folded together by item. Immutable; lies in the grid, so it carries
 * ids and numbers only.
 *
 * <p>The same interactions give the same vector in whatever order they are folded in, and one that
 * is folded in twice counts once as long as fewer than {@value #REMEMBERED} others came between.
 */
public final class InteractionVector implements Serializable {
  private static final long serialVersionUID = 1;
  private static final int REMEMBERED = 128;

  public static final InteractionVector EMPTY = new InteractionVector(0, Map.of(), List.of());

  private final long revision;
  private final LinkedHashMap<UUID, Bond> bonds;
  private final ArrayList<UUID> recent;

  private InteractionVector(long revision, Map<UUID, Bond> bonds, List<UUID> recent) {
    this.revision = revision;
    this.bonds = new LinkedHashMap<>(bonds);
    this.recent = new ArrayList<>(recent);
  }

  /**
   * A customer's bond to one item.
   *
   * @param sum of the weights, faded to the moment {@code at}
   * @param at of the latest interaction
   * @param kind of the interaction that said most
   * @param owned bought or accepted
   * @param dismissedAt of the latest dismissal; null when there was none
   */
  public record Bond(
      double sum, Instant at, InteractionKind kind, boolean owned, Instant dismissedAt)
      implements Serializable {

    double strength(Decay decay, Instant now) {
      return Decay.strength(decay.at(sum, at, now));
    }

    Bond plus(Folded event, Decay decay) {
      boolean later = event.at().isAfter(at);
      Instant latest = later ? event.at() : at;
      return new Bond(
          decay.at(sum, at, latest) + decay.at(event.weight(), event.at(), latest),
          latest,
          event.kind().compareTo(kind) < 0 ? event.kind() : kind,
          owned || event.kind().owns(),
          latest(dismissedAt, event.kind() == InteractionKind.DISMISS ? event.at() : null));
    }

    private static Instant latest(Instant a, Instant b) {
      return a == null || (b != null && b.isAfter(a)) ? b : a;
    }

    static Bond of(Folded event) {
      return new Bond(
          event.weight(),
          event.at(),
          event.kind(),
          event.kind().owns(),
          event.kind() == InteractionKind.DISMISS ? event.at() : null);
    }
  }

  /** One interaction on its way into a vector. */
  public record Folded(UUID id, UUID itemId, InteractionKind kind, double weight, Instant at)
      implements Serializable {}

  /** Counts the changes, so that a reader can tell whether it looks at the newest. */
  public long revision() {
    return revision;
  }

  public Map<UUID, Bond> bonds() {
    return Map.copyOf(bonds);
  }

  public boolean owns(UUID item) {
    Bond bond = bonds.get(item);
    return bond != null && bond.owned();
  }

  public boolean dismissed(UUID item, Instant now, Duration rest) {
    Bond bond = bonds.get(item);
    return bond != null && bond.dismissedAt() != null && bond.dismissedAt().plus(rest).isAfter(now);
  }

  /** This vector with more interactions in it; itself when all of them were in it already. */
  public InteractionVector with(List<Folded> events, Decay decay) {
    Set<UUID> known = new LinkedHashSet<>(recent);
    Map<UUID, Bond> next = new LinkedHashMap<>(bonds);
    boolean changed = false;
    for (Folded event : events) {
      if (known.add(event.id())) {
        Bond bond = next.get(event.itemId());
        next.put(event.itemId(), bond == null ? Bond.of(event) : bond.plus(event, decay));
        changed = true;
      }
    }
    if (!changed) {
      return this;
    }
    List<UUID> ids = new ArrayList<>(known);
    return new InteractionVector(
        revision + 1, next, ids.subList(Math.max(0, ids.size() - REMEMBERED), ids.size()));
  }

  /** The same content as the successor of another vector. */
  public InteractionVector after(InteractionVector other) {
    return new InteractionVector(other.revision + 1, bonds, recent);
  }
}
