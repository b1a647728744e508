package io.iotcrm.web.rule;

import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.platform.PageRequest;
import io.iotcrm.domain.rule.RuleQuery;
import io.iotcrm.domain.rule.RuleView;
import io.iotcrm.ejb.rule.RuleService;
import io.iotcrm.web.platform.Changes;
import io.iotcrm.web.platform.ListPage;
import io.iotcrm.web.platform.Params;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.UUID;

/** The rules, each of which can be switched on and off here. */
@Named
@RequestScoped
public class RulesPage extends ListPage<RuleView> {
  @EJB private RuleService rules;
  @Inject private Params params;
  @Inject private Changes changes;

  @Override
  protected Page<RuleView> load(PageRequest request) {
    return rules.list(new RuleQuery(null, null, request));
  }

  public void enable() {
    UUID id = params.rowId("rule");
    boolean enabled = Boolean.parseBoolean(params.value());
    changes.attempt(
        () -> rules.enable(id, rules.rule(id).version(), enabled),
        enabled ? "rule.enabled" : "rule.disabled");
    reload();
  }
}
