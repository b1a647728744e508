package io.iotcrm.web.customer;

import io.iotcrm.domain.customer.CustomFieldType;
import io.iotcrm.domain.customer.CustomFieldView;
import io.iotcrm.domain.customer.CustomValues;
import io.iotcrm.ejb.customer.CustomFieldService;
import io.iotcrm.web.platform.Texts;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Custom fields in lists and on the pages of records. */
@Named
@RequestScoped
public class CustomColumns {
  @EJB private CustomFieldService service;
  @Inject private Texts texts;
  private final Map<String, List<CustomFieldView>> fields = new HashMap<>();

  /** Those that are asked for at present. */
  public List<CustomFieldView> of(String object) {
    return fields.computeIfAbsent(
        object,
        key -> service.list(key).stream().filter(field -> field.retiredAt() == null).toList());
  }

  /** Those that lists have as columns. */
  public List<CustomFieldView> listed(String object) {
    return of(object).stream().filter(CustomFieldView::listed).toList();
  }

  /** The value of a field in words; empty where there is none. */
  public String value(CustomFieldView field, String custom) {
    String text = ExtrasForm.text(CustomValues.object(custom).get(field.key()));
    if (text == null) {
      return "";
    }
    return field.type() == CustomFieldType.YES_NO
        ? texts.of(text.equals("true") ? "yes" : "no")
        : text;
  }
}
