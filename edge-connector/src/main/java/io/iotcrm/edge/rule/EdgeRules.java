package io.iotcrm.edge.rule;

import io.iotcrm.domain.rule.CompiledRule;
import io.iotcrm.domain.rule.RuleAction;
import io.iotcrm.domain.rule.RuleSet;
import io.iotcrm.edge.registry.RegisteredRule;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The rules of one state of the registry, compiled. Immutable. */
final class EdgeRules {
  private static final Logger LOG = System.getLogger(EdgeRules.class.getName());

  private final List<RegisteredRule> source;
  private final RuleSet set;
  private final Map<UUID, Long> versions = new HashMap<>();

  /**
   * The centre has checked the rules; should it be of a later version, one that is not understood
   * here is said in the log and left to the centre.
   */
  EdgeRules(List<RegisteredRule> source) {
    this.source = source;
    List<CompiledRule> compiled = new ArrayList<>();
    for (RegisteredRule rule : source) {
      try {
        compiled.add(CompiledRule.compile(rule.id(), rule.definition()));
        versions.put(rule.id(), rule.version());
      } catch (IllegalArgumentException e) {
        LOG.log(
            Level.WARNING,
            "rule \"{0}\" does not run here: {1}",
            rule.definition().name(),
            e.getMessage());
      }
    }
    set = new RuleSet(compiled);
  }

  /** Compiling takes milliseconds for each rule, and the registry changes with every device. */
  EdgeRules orNew(List<RegisteredRule> now) {
    return now.equals(source) ? this : new EdgeRules(now);
  }

  RuleSet set() {
    return set;
  }

  long version(UUID rule) {
    return versions.getOrDefault(rule, 0L);
  }

  /** How many could not be compiled. */
  int refused() {
    return source.size() - set.size();
  }

  boolean haveCommands() {
    return set.all().stream()
        .flatMap(rule -> rule.actions().stream())
        .anyMatch(RuleAction.SendCommand.class::isInstance);
  }
}
