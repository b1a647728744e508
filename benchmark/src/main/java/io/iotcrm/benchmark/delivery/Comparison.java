package io.iotcrm.benchmark.delivery;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What was acknowledged against what is stored.
 *
 * @param acknowledged distinct readings that the broker acknowledged
 * @param stored distinct readings in the database
 * @param missing acknowledged and not stored: must be none
 * @param duplicates stored more than once: must be none
 * @param unconfirmed stored and never acknowledged: allowed, as the acknowledgement may be lost
 */
public record Comparison(
    int acknowledged,
    int stored,
    List<ReadingKey> missing,
    List<ReadingKey> duplicates,
    int unconfirmed) {

  public static Comparison of(Collection<ReadingKey> acknowledged, Iterable<ReadingKey> stored) {
    Set<ReadingKey> wanted = new HashSet<>(acknowledged);
    Map<ReadingKey, Integer> found = new HashMap<>();
    stored.forEach(one -> found.merge(one, 1, Integer::sum));
    Set<ReadingKey> missing = new TreeSet<>(wanted);
    missing.removeAll(found.keySet());
    List<ReadingKey> duplicates =
        found.entrySet().stream()
            .filter(one -> one.getValue() > 1)
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    int unconfirmed = (int) found.keySet().stream().filter(one -> !wanted.contains(one)).count();
    return new Comparison(
        wanted.size(), found.size(), List.copyOf(missing), duplicates, unconfirmed);
  }

  public boolean isPerfect() {
    return missing.isEmpty() && duplicates.isEmpty();
  }

  @Override
  public String toString() {
    return String.format(
        "%d acknowledged, %d stored: %d missing%s, %d duplicates%s, %d stored but not acknowledged",
        acknowledged,
        stored,
        missing.size(),
        examples(missing),
        duplicates.size(),
        examples(duplicates),
        unconfirmed);
  }

  private static String examples(List<ReadingKey> keys) {
    return keys.isEmpty() ? "" : " (first: " + keys.get(0) + ")";
  }
}
