package io.iotcrm.ejb.device;

import io.iotcrm.domain.rule.RuleSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The rules that this instance applies at the moment; set by the loader of rules. */
@ApplicationScoped
public class ActiveRules {
  private volatile RuleSet rules;

  /** Empty until they have been read for the first time: no twin may be touched before. */
  public Optional<RuleSet> current() {
    return Optional.ofNullable(rules);
  }

  public void replace(RuleSet newRules) {
    rules = newRules;
  }
}
