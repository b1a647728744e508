package io.iotcrm.web.customer;

import io.iotcrm.domain.customer.CustomFieldDetails;
import io.iotcrm.domain.customer.CustomFieldType;
import io.iotcrm.domain.customer.CustomFieldView;
import io.iotcrm.ejb.customer.CustomFieldService;
import io.iotcrm.web.platform.Changes;
import io.iotcrm.web.platform.Params;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.UUID;

/** The custom fields of a kind of record; one of them, or a new one, in a form. */
@Named
@RequestScoped
public class CustomFieldsPage {
  @EJB private CustomFieldService service;
  @Inject private Params params;
  @Inject private Changes changes;
  private String object;
  private String id;
  private CustomFieldView field;
  private List<CustomFieldView> items;
  private String key;
  private CustomFieldType type = CustomFieldType.TEXT;
  private String label;
  private boolean required;
  private String choices;
  private String defaultValue;
  private String help;
  private boolean personal;
  private boolean listed;
  private int position;
  private Long version;

  @PostConstruct
  void readAddress() {
    String wanted = params.get("object", "account");
    object = List.of("account", "contact", "lead").contains(wanted) ? wanted : "account";
    id = params.get("id");
  }

  /** Before anything is drawn, so that a field that does not exist is "not found". */
  public void open() {
    if (id != null) {
      show();
    }
  }

  private void show() {
    field = service.get(Params.id("custom-field", id));
    key = field.key();
    type = field.type();
    label = field.label();
    required = field.required();
    choices = String.join("\n", field.choices());
    defaultValue = field.defaultValue();
    help = field.help();
    personal = field.personal();
    listed = field.listed();
    position = field.position();
    version = field.version();
  }

  public void save() {
    if (id == null) {
      if (changes.attempt(
          () -> service.create(object, key == null ? null : key.strip(), type, details()),
          "custom.made")) {
        key = null;
        label = null;
        choices = null;
        defaultValue = null;
        help = null;
      }
    } else if (changes.attempt(
        () -> service.update(Params.id("custom-field", id), details(), version), "custom.saved")) {
      show();
    }
    items = null;
  }

  /** Takes the field of a row out of forms and lists. */
  public void retire() {
    retire(true, "custom.retire.done");
  }

  public void bringBack() {
    retire(false, "custom.bring-back.done");
  }

  private void retire(boolean retired, String done) {
    UUID row = params.rowId("custom-field");
    changes.attempt(() -> service.retire(row, retired, service.get(row).version()), done);
    items = null;
  }

  private CustomFieldDetails details() {
    List<String> lines = choices == null ? List.of() : choices.lines().toList();
    return new CustomFieldDetails(
        label,
        required,
        lines.stream().filter(line -> !line.isBlank()).toList(),
        defaultValue,
        help,
        personal,
        listed,
        position);
  }

  public List<CustomFieldView> getItems() {
    if (items == null) {
      items = service.list(object);
    }
    return items;
  }

  /** The field that is changed; null for a new one. */
  public CustomFieldView getField() {
    if (field == null && id != null) {
      field = service.get(Params.id("custom-field", id));
    }
    return field;
  }

  public CustomFieldType[] getTypes() {
    return CustomFieldType.values();
  }

  public String getObject() {
    return object;
  }

  public String getKey() {
    return key;
  }

  public void setKey(String key) {
    this.key = key;
  }

  public CustomFieldType getType() {
    return type;
  }

  public void setType(CustomFieldType type) {
    this.type = type;
  }

  public String getLabel() {
    return label;
  }

  public void setLabel(String label) {
    this.label = label;
  }

  public boolean isRequired() {
    return required;
  }

  public void setRequired(boolean required) {
    this.required = required;
  }

  public String getChoices() {
    return choices;
  }

  public void setChoices(String choices) {
    this.choices = choices;
  }

  public String getDefaultValue() {
    return defaultValue;
  }

  public void setDefaultValue(String defaultValue) {
    this.defaultValue = defaultValue;
  }

  public String getHelp() {
    return help;
  }

  public void setHelp(String help) {
    this.help = help;
  }

  public boolean isPersonal() {
    return personal;
  }

  public void setPersonal(boolean personal) {
    this.personal = personal;
  }

  public boolean isListed() {
    return listed;
  }

  public void setListed(boolean listed) {
    this.listed = listed;
  }

  public int getPosition() {
    return position;
  }

  public void setPosition(int position) {
    this.position = position;
  }

  public Long getVersion() {
    return version;
  }

  public void setVersion(Long version) {
    this.version = version;
  }
}
