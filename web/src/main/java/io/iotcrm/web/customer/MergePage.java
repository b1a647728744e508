package io.iotcrm.web.customer;

import io.iotcrm.domain.customer.AccountView;
import io.iotcrm.domain.customer.ContactView;
import io.iotcrm.domain.customer.MergeRule;
import io.iotcrm.domain.customer.MergeView;
import io.iotcrm.ejb.customer.AccountService;
import io.iotcrm.ejb.customer.ContactService;
import io.iotcrm.ejb.customer.DuplicateService;
import io.iotcrm.web.platform.Changes;
import io.iotcrm.web.platform.Params;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

/** Two records side by side, and the choice of the values that stay. */
@Named
@RequestScoped
public class MergePage {
  @EJB private AccountService accounts;
  @EJB private ContactService contacts;
  @EJB private DuplicateService duplicates;
  @Inject private Params params;
  @Inject private Changes changes;
  private final Map<String, Boolean> take = new HashMap<>();
  private String object;
  private String keep;
  private String merge;
  private Map<String, String> kept;
  private Map<String, String> gone;
  private MergeView made;

  @PostConstruct
  void readAddress() {
    object = "account".equals(params.get("object")) ? "account" : "contact";
    keep = params.get("keep");
    merge = params.get("merge");
  }

  /** Before anything is drawn, so that a record that does not exist is "not found". */
  public void open() {
    kept = values(keep);
    gone = values(merge);
  }

  public void merge() {
    UUID stays = Params.id(object, keep);
    UUID goes = Params.id(object, merge);
    changes.attempt(
        () ->
            made =
                duplicates.merge(
                    object,
                    stays,
                    goes,
                    take.entrySet().stream()
                        .filter(one -> Boolean.TRUE.equals(one.getValue()))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet())),
        "merge.done");
  }

  /** The fields in which the two differ, and both know something. */
  public List<String> getFields() {
    if (made != null) {
      return List.of();
    }
    Map<String, String> ours = getKept();
    Map<String, String> theirs = getGone();
    return MergeRule.fields(object).stream()
        .filter(field -> ours.get(field) != null && theirs.get(field) != null)
        .filter(field -> !Objects.equals(ours.get(field), theirs.get(field)))
        .toList();
  }

  private Map<String, String> values(String id) {
    UUID record = Params.id(object, id);
    return object.equals("account") ? of(accounts.get(record)) : of(contacts.get(record));
  }

  private static Map<String, String> of(AccountView view) {
    Map<String, String> values = new HashMap<>();
    values.put("title", view.name());
    values.put("name", view.name());
    values.put("industry", view.industry());
    values.put("city", view.city());
    values.put("phone", view.phone());
    values.put("website", view.website());
    values.put("owner_id", view.ownerName());
    return values;
  }

  private static Map<String, String> of(ContactView view) {
    Map<String, String> values = new HashMap<>();
    values.put("title", view.name());
    values.put("first_name", view.firstName());
    values.put("last_name", view.lastName());
    values.put("email", view.email());
    values.put("phone", view.phone());
    values.put("tier", view.tier());
    values.put("external_id", view.externalId());
    values.put("account_id", view.accountName());
    values.put("owner_id", view.ownerName());
    return values;
  }

  /** What was made of the two; null before. */
  public MergeView getMade() {
    return made;
  }

  public Map<String, Boolean> getTake() {
    return take;
  }

  public Map<String, String> getKept() {
    if (kept == null) {
      open();
    }
    return kept;
  }

  public Map<String, String> getGone() {
    if (gone == null) {
      open();
    }
    return gone;
  }

  public String getObject() {
    return object;
  }

  public String getKeep() {
    return keep;
  }

  public String getMerge() {
    return merge;
  }
}
