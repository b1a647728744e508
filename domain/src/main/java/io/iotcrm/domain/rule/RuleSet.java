package io.iotcrm.domain.rule;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The enabled rules of one moment. Immutable; a change makes another set. */
public final class RuleSet {
  private final Map<UUID, CompiledRule> byId;
  private final Map<String, Selection> byProfile = new ConcurrentHashMap<>();

  /**
   * The rules for one profile.
   *
   * @param timed those that may have to be asked although nothing came
   * @param anomalyKeys the series whose usual values they want to know
   * @param previousKeys the series of which they want the value before the newest
   * @param windowKeys the series whose windows they want to know
   */
  public record Selection(
      List<CompiledRule> rules,
      List<CompiledRule> timed,
      Set<String> anomalyKeys,
      Set<String> previousKeys,
      Set<String> windowKeys) {
    private static Selection of(List<CompiledRule> rules) {
      return new Selection(
          rules,
          rules.stream().filter(CompiledRule::isTimed).toList(),
          keys(rules, CompiledRule::anomalyKeys),
          keys(rules, CompiledRule::previousKeys),
          keys(rules, CompiledRule::windowKeys));
    }

    /** Whether a rule wants the window of this series. */
    public boolean wantsWindow(String key) {
      return windowKeys.contains(key) || windowKeys.contains(ExpressionUses.EVERY_SERIES);
    }

    private static Set<String> keys(
        List<CompiledRule> rules, Function<CompiledRule, Set<String>> of) {
      return rules.stream()
          .flatMap(rule -> of.apply(rule).stream())
          .collect(Collectors.toUnmodifiableSet());
    }
  }

  public RuleSet(Collection<CompiledRule> rules) {
    this.byId =
        new HashMap<>(
            rules.stream().collect(Collectors.toMap(CompiledRule::id, Function.identity())));
  }

  /** The rules of a profile and those of every profile. */
  public List<CompiledRule> of(String profileKey) {
    return selection(profileKey).rules();
  }

  /** The same, with what they need. */
  public Selection selection(String profileKey) {
    return byProfile.computeIfAbsent(
        profileKey == null ? "" : profileKey,
        key ->
            Selection.of(
                byId.values().stream()
                    .filter(
                        rule ->
                            rule.definition().profileKey() == null
                                || rule.definition().profileKey().equals(key))
                    .toList()));
  }

  public Optional<CompiledRule> rule(UUID id) {
    return Optional.ofNullable(byId.get(id));
  }

  public Collection<CompiledRule> all() {
    return List.copyOf(byId.values());
  }

  public int size() {
    return byId.size();
  }
}
