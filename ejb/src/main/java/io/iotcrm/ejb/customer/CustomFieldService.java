package io.iotcrm.ejb.customer;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.customer.CustomField;
import io.iotcrm.domain.customer.CustomFieldDetails;
import io.iotcrm.domain.customer.CustomFieldType;
import io.iotcrm.domain.customer.CustomFieldView;
import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.ejb.platform.Records;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The fields that an installation adds to its records. */
@Stateless
public class CustomFieldService {
  private static final String CUSTOM_FIELD = "custom-field";
  private static final int MAX_OF_AN_OBJECT = 100;

  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private Records records;
  @Inject private CustomFields fields;

  /**
   * In their order, also those that are retired.
   *
   * @param object {@code account}, {@code contact} or {@code lead}
   */
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public List<CustomFieldView> list(String object) {
    if (object == null || !CustomField.OBJECTS.contains(object)) {
      throw new InvalidInputException("/object", "must be account, contact or lead");
    }
    return fields.of(object).stream().map(CustomFieldView::of).toList();
  }

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public CustomFieldView get(UUID id) {
    return CustomFieldView.of(records.find(CustomField.class, CUSTOM_FIELD, id));
  }

  @RolesAllowed(ADMIN)
  public CustomFieldView create(
      String object, String key, CustomFieldType type, CustomFieldDetails details) {
    CustomField field = new CustomField(object, key, type, details);
    if (fields.of(object).size() >= MAX_OF_AN_OBJECT) {
      throw new InvalidInputException(
          "/object", "has " + MAX_OF_AN_OBJECT + " custom fields, which is the most there can be");
    }
    em.persist(field);
    records.flush(CUSTOM_FIELD, key);
    records.save("create", CUSTOM_FIELD, field.getId());
    return CustomFieldView.of(field);
  }

  /** Changes how the field that was read at the expected version looks; values stay as they are. */
  @RolesAllowed(ADMIN)
  public CustomFieldView update(UUID id, CustomFieldDetails details, long expected) {
    CustomField field = find(id, expected);
    field.describe(details);
    records.save("update", CUSTOM_FIELD, id);
    return CustomFieldView.of(field);
  }

  /**
   * Takes the field out of forms and lists, or brings it back with the values it had.
   *
   * @param retired whether it is out from now on
   */
  @RolesAllowed(ADMIN)
  public CustomFieldView retire(UUID id, boolean retired, long expected) {
    CustomField field = find(id, expected);
    if (retired) {
      field.retire(Instant.now());
    } else {
      field.bringBack(Instant.now());
    }
    records.save(retired ? "retire" : "bring-back", CUSTOM_FIELD, id);
    return CustomFieldView.of(field);
  }

  private CustomField find(UUID id, long expected) {
    return records.find(CustomField.class, CUSTOM_FIELD, id, expected, CustomField::getVersion);
  }
}
