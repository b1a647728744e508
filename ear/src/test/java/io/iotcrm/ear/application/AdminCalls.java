package io.iotcrm.ear.application;

import io.iotcrm.domain.rule.RuleDefinition;
import io.iotcrm.domain.rule.RuleView;
import io.iotcrm.ejb.rule.RuleService;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RunAs;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;

/** Lets a test call services that only an administrator may. */
@Stateless
@RunAs("admin")
public class AdminCalls {
  @EJB private RuleService rules;

  @PermitAll
  public RuleView createRule(RuleDefinition definition) {
    return rules.create(definition);
  }
}
