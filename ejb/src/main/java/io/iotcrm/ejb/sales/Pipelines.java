package io.iotcrm.ejb.sales;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.sales.LossReason;
import io.iotcrm.domain.sales.Pipeline;
import io.iotcrm.domain.sales.Stage;
import io.iotcrm.ejb.platform.Records;
import jakarta.enterprise.context.Dependent;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;

/** Finds pipelines, stages and loss reasons by what people call them. */
@Dependent
public class Pipelines {
  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  /** Where deals go that name no pipeline. */
  public Pipeline byDefault() {
    return em.createQuery("select p from Pipeline p where p.byDefault = true", Pipeline.class)
        .getSingleResult();
  }

  /**
   * @param key null: the default
   */
  Pipeline byKey(String key, String pointer) {
    if (key == null || key.isBlank()) {
      return byDefault();
    }
    List<Pipeline> found =
        em.createQuery("select p from Pipeline p where p.code = ?1", Pipeline.class)
            .setParameter(1, key)
            .getResultList();
    if (found.isEmpty()) {
      throw new InvalidInputException(pointer, "names no pipeline: " + key);
    }
    return found.get(0);
  }

  /** A stage that a deal may enter. */
  static Stage stage(Pipeline pipeline, String key) {
    if (pipeline.isRetired()) {
      throw new InvalidInputException(
          "/pipeline", "is retired: choose another one than " + pipeline.getName());
    }
    return Records.checked("/stage", () -> pipeline.stage(key));
  }

  /** Null for null. */
  LossReason reason(String name) {
    if (name == null || name.isBlank()) {
      return null;
    }
    List<LossReason> found =
        em.createQuery("select r from LossReason r where r.name = ?1", LossReason.class)
            .setParameter(1, name.strip())
            .getResultList();
    if (found.isEmpty()) {
      throw new InvalidInputException("/lostReason", "names no loss reason: " + name);
    }
    return found.get(0);
  }
}
