package io.iotcrm.domain.rule;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The enabled rules of one moment. Immutable; a change makes another set. */
public final class RuleSet {
  private final Map<UUID, CompiledRule> byId;
  private final Map<String, List<CompiledRule>> byProfile = new ConcurrentHashMap<>();

  public RuleSet(Collection<CompiledRule> rules) {
    this.byId =
        new HashMap<>(
            rules.stream().collect(Collectors.toMap(CompiledRule::id, Function.identity())));
  }

  /** The rules of a profile and those of every profile. */
  public List<CompiledRule> of(String profileKey) {
    return byProfile.computeIfAbsent(
        profileKey == null ? "" : profileKey,
        key ->
            byId.values().stream()
                .filter(
                    rule ->
                        rule.definition().profileKey() == null
                            || rule.definition().profileKey().equals(key))
                .toList());
  }

  public Optional<CompiledRule> rule(UUID id) {
    return Optional.ofNullable(byId.get(id));
  }

  public int size() {
    return byId.size();
  }
}
