package io.iotcrm.ejb.device;

import io.iotcrm.domain.rule.RuleSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The rules that this instance applies at the moment; set by the loader of rules. */
@ApplicationScoped
public class ActiveRules {
  private final AtomicReference<RuleSet> rules = new AtomicReference<>();

  /** Empty until they have been read for the first time: no twin may be touched before. */
  public Optional<RuleSet> current() {
    return Optional.ofNullable(rules.get());
  }

  public void replace(RuleSet newRules) {
    rules.set(newRules);
  }

  /** For the grid's threads, which do not ask the container for anything. */
  AtomicReference<RuleSet> reference() {
    return rules;
  }
}
