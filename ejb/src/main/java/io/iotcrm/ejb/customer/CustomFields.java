package io.iotcrm.ejb.customer;

import io.iotcrm.domain.customer.CustomField;
import io.iotcrm.domain.customer.CustomValues;
import io.iotcrm.domain.customer.Extras;
import io.iotcrm.domain.customer.Tags;
import jakarta.enterprise.context.Dependent;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.function.BiConsumer;

/** Puts what people add to records through the checks of the fields that there are. */
@Dependent
class CustomFields {
  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  /** Of a kind of record, in their order; also those that are retired. */
  List<CustomField> of(String object) {
    return em.createQuery(
            "select f from CustomField f where f.object = ?1 order by f.position, f.label, f.id",
            CustomField.class)
        .setParameter(1, object)
        .getResultList();
  }

  /**
   * For a new record.
   *
   * @param add takes the tags and the values as they are stored
   */
  void create(String object, Extras extras, BiConsumer<String, String> add) {
    CustomValues fields = new CustomValues(of(object));
    add.accept(
        extras.tags() == null ? Tags.NONE : Tags.json(extras.tags()),
        extras.custom() == null ? fields.defaults() : fields.created(extras.custom()));
  }

  /**
   * For a record that is there.
   *
   * @param tags as they are stored now
   * @param custom as they are stored now
   */
  void replace(
      String object, Extras extras, String tags, String custom, BiConsumer<String, String> add) {
    if (extras.tags() != null || extras.custom() != null) {
      add.accept(
          extras.tags() == null ? tags : Tags.json(extras.tags()),
          extras.custom() == null
              ? custom
              : new CustomValues(of(object)).replaced(extras.custom(), custom));
    }
  }
}
