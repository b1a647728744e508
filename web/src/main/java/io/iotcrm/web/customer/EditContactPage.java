package io.iotcrm.web.customer;

import io.iotcrm.domain.customer.Consents;
import io.iotcrm.domain.customer.ContactDetails;
import io.iotcrm.domain.customer.ContactView;
import io.iotcrm.domain.customer.Likeness;
import io.iotcrm.domain.customer.LikenessQuery;
import io.iotcrm.ejb.customer.ContactService;
import io.iotcrm.ejb.customer.CustomFieldService;
import io.iotcrm.ejb.customer.DuplicateService;
import io.iotcrm.ejb.platform.Records;
import io.iotcrm.web.platform.Changes;
import io.iotcrm.web.platform.Params;
import io.iotcrm.web.platform.Texts;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** A contact as people write it, with those who may be the same. Consents are not asked here. */
@Named
@RequestScoped
public class EditContactPage {
  @EJB private ContactService contacts;
  @EJB private DuplicateService duplicates;
  @EJB private CustomFieldService fields;
  @Inject private AccountChoice choice;
  @Inject private Params params;
  @Inject private Changes changes;
  @Inject private Texts texts;
  private final Map<String, String> form = new HashMap<>();
  private String id;
  private ContactView contact;
  private ContactView saved;
  private ExtrasForm extras;
  private List<Likeness> similar = List.of();
  private Long version;

  @PostConstruct
  void readAddress() {
    id = params.get("id");
  }

  /** Before anything is drawn, so that a record that does not exist is "not found". */
  public void open() {
    if (id != null) {
      show(getContact());
    } else if (params.get("account") != null) {
      form.put("account", choice.nameOf(Params.id("account", params.get("account"))));
    }
  }

  private void show(ContactView view) {
    contact = view;
    form.put("firstName", view.firstName());
    form.put("lastName", view.lastName());
    form.put("email", view.email());
    form.put("phone", view.phone());
    form.put("tier", view.tier());
    form.put("externalId", view.externalId());
    form.put("account", view.accountName());
    form.put("owner", view.ownerUsername());
    getExtras().show(view.tags(), view.custom());
    version = view.version();
  }

  public void save() {
    if (id == null) {
      changes.attempt(
          () ->
              saved =
                  contacts.create(
                      details(), getExtras().extras(), account(), Consents.NONE, form.get("owner")),
          "contact.made");
    } else {
      Consents consents = getContact().consents();
      changes.attempt(
          () ->
              saved =
                  contacts.update(
                      contactId(),
                      details(),
                      getExtras().extras(),
                      account(),
                      consents,
                      form.get("owner"),
                      version),
          "contact.saved");
    }
    if (saved != null && id != null) {
      show(saved);
    } else if (saved != null) {
      form.clear();
      extras = null;
    } else if (id != null && getContact().version() != version) {
      // After somebody else's change the form begins anew.
      show(getContact());
    }
  }

  /** The account that was named; where several have the name, the one that is meant already. */
  private UUID account() {
    UUID meant =
        getContact() == null
            ? Params.optionalId(params.get("account")).orElse(null)
            : getContact().accountId();
    return choice.idOf(form.get("account"), meant);
  }

  /** Shows who may be the same as what is typed so far. */
  public void check() {
    if (Stream.of("lastName", "email", "phone").allMatch(one -> text(one).isBlank())) {
      return;
    }
    similar =
        duplicates.find(
            new LikenessQuery(
                (text("firstName") + " " + text("lastName")).strip(),
                null,
                form.get("email"),
                form.get("phone"),
                null,
                id == null ? null : contactId()));
    if (similar.isEmpty()) {
      texts.done("similar.none");
    }
  }

  private String text(String field) {
    return form.get(field) == null ? "" : form.get(field);
  }

  private UUID contactId() {
    return Params.id("contact", id);
  }

  private ContactDetails details() {
    return Records.checked(
        "/lastName",
        () ->
            new ContactDetails(
                form.get("externalId"),
                form.get("firstName"),
                form.get("lastName"),
                form.get("email"),
                form.get("phone"),
                form.get("tier")));
  }

  /** The contact that is edited; null for a new one. */
  public ContactView getContact() {
    if (contact == null && id != null) {
      contact = contacts.get(contactId());
    }
    return contact;
  }

  /** The contact that has just been saved; null at any other time. */
  public ContactView getSaved() {
    return saved;
  }

  public List<Likeness> getSimilar() {
    return similar;
  }

  public ExtrasForm getExtras() {
    if (extras == null) {
      extras = new ExtrasForm(fields.list("contact"));
    }
    return extras;
  }

  public Map<String, String> getForm() {
    return form;
  }

  public Long getVersion() {
    return version;
  }

  public void setVersion(Long version) {
    this.version = version;
  }
}
