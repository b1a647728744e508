package io.iotcrm.ejb.rule;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.device.DeviceProfile;
import io.iotcrm.domain.platform.Ids;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.platform.InvalidInputException.Violation;
import io.iotcrm.domain.platform.Page;
import io.iotcrm.domain.rule.CompiledRule;
import io.iotcrm.domain.rule.Rule;
import io.iotcrm.domain.rule.RuleDefinition;
import io.iotcrm.domain.rule.RuleQuery;
import io.iotcrm.domain.rule.RuleView;
import io.iotcrm.ejb.platform.ListQuery;
import io.iotcrm.ejb.platform.Records;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.UUID;

/** The rules as people write them. A change is in force on every instance within a second. */
@Stateless
public class RuleService {
  private static final String NAME = "rule";

  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private Records records;
  @Inject private Alarms alarms;
  @Inject private RuleReferences references;

  @Resource private SessionContext caller;

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public Page<RuleView> list(RuleQuery query) {
    ListQuery<Rule> list =
        ListQuery.of(em, Rule.class, "select r from Rule r", query.page())
            .filter("r.profileKey = ?", query.profileKey())
            .filter("r.enabled = ?", query.enabled());
    return list.inOrderOf("r.name", Rule::getName, RuleView::of);
  }

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public RuleView rule(UUID id) {
    return RuleView.of(records.find(Rule.class, NAME, id));
  }

  /** What is wrong with a rule before it is saved; empty where nothing is. */
  @RolesAllowed({ADMIN, ANALYST, INTEGRATOR})
  public List<Violation> check(RuleDefinition definition) {
    try {
      compile(Ids.next(), definition);
      return List.of();
    } catch (InvalidInputException e) {
      return e.violations();
    }
  }

  @RolesAllowed({ADMIN, INTEGRATOR})
  public RuleView create(RuleDefinition definition) {
    compile(Ids.next(), definition);
    records.requireFree(NAME, "select r.id from Rule r where r.name = ?1", definition.name(), null);
    Rule rule = new Rule(definition);
    em.persist(rule);
    records.save("create", NAME, definition.name());
    return RuleView.of(rule);
  }

  /**
   * Replaces a rule. Where it stands on the devices stays: an open alarm is cleared by the new
   * condition.
   */
  @RolesAllowed({ADMIN, INTEGRATOR})
  public RuleView define(UUID id, long version, RuleDefinition definition) {
    compile(id, definition);
    Rule rule = records.find(Rule.class, NAME, id, version, Rule::getVersion);
    rule.define(definition);
    records.save("update", NAME, definition.name());
    clearWhereOff(rule);
    return RuleView.of(rule);
  }

  /** Switches a rule on or off; its open alarms are cleared when it is switched off. */
  @RolesAllowed({ADMIN, INTEGRATOR})
  public RuleView enable(UUID id, long version, boolean on) {
    Rule rule = records.find(Rule.class, NAME, id, version, Rule::getVersion);
    rule.enable(on);
    records.save(on ? "enable" : "disable", NAME, rule.getName());
    clearWhereOff(rule);
    return RuleView.of(rule);
  }

  private void clearWhereOff(Rule rule) {
    if (!rule.isEnabled()) {
      alarms.clearAllOf(rule.getId(), caller.getCallerPrincipal().getName());
    }
  }

  private void compile(UUID id, RuleDefinition definition) {
    references.check(CompiledRule.compile(id, definition));
    String profile = definition.profileKey();
    if (profile != null
        && em.createQuery("select p from DeviceProfile p where p.key = ?1", DeviceProfile.class)
            .setParameter(1, profile)
            .getResultList()
            .isEmpty()) {
      throw new InvalidInputException("/profileKey", "names no device profile: " + profile);
    }
  }
}
