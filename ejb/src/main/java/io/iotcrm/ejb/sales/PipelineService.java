package io.iotcrm.ejb.sales;

import static io.iotcrm.domain.security.Role.ADMIN;
import static io.iotcrm.domain.security.Role.ANALYST;
import static io.iotcrm.domain.security.Role.INTEGRATOR;
import static io.iotcrm.domain.security.Role.MARKETING;
import static io.iotcrm.domain.security.Role.PRIVACY;
import static io.iotcrm.domain.security.Role.SALES;
import static io.iotcrm.domain.security.Role.SUPPORT;

import io.iotcrm.domain.platform.InvalidInputException;
import io.iotcrm.domain.sales.Pipeline;
import io.iotcrm.domain.sales.PipelineView;
import io.iotcrm.domain.sales.Stage;
import io.iotcrm.domain.sales.StageDetails;
import io.iotcrm.ejb.platform.Database;
import io.iotcrm.ejb.platform.Records;
import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** Pipelines and their stages. A change of a stage is a change of its pipeline. */
@Stateless
public class PipelineService {
  private static final String PIPELINE = "pipeline";

  @PersistenceContext(unitName = "iotcrm")
  private EntityManager em;

  @Inject private Records records;
  @Inject private Pipelines pipelines;
  @Inject private StageTable stages;
  @Resource private SessionContext context;

  /**
   * In their order.
   *
   * @param retired whether those that are retired are wanted too
   */
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public List<PipelineView> list(boolean retired) {
    return em
        .createQuery("select p from Pipeline p order by p.place, p.name", Pipeline.class)
        .getResultList()
        .stream()
        .filter(pipeline -> retired || !pipeline.isRetired())
        .map(PipelineView::of)
        .toList();
  }

  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public PipelineView get(UUID id) {
    return PipelineView.of(records.find(Pipeline.class, PIPELINE, id));
  }

  /**
   * @param key null: the default one
   */
  @RolesAllowed({ADMIN, SALES, MARKETING, SUPPORT, ANALYST, PRIVACY, INTEGRATOR})
  public PipelineView byKey(String key) {
    return PipelineView.of(pipelines.byKey(key, "/pipeline"));
  }

  /** With the stages that every pipeline needs. */
  @RolesAllowed(ADMIN)
  public PipelineView create(String name) {
    int place = list(true).size();
    Pipeline pipeline = Records.checked("/name", () -> new Pipeline(name, place));
    records.requireFree(
        PIPELINE,
        "select p.id from Pipeline p where p.code = ?1",
        pipeline.getKey(),
        pipeline.getId());
    em.persist(pipeline);
    records.save("create", PIPELINE, pipeline.getId());
    return PipelineView.of(pipeline);
  }

  /**
   * @param byDefault true: deals that name none go here from now on; false changes nothing
   */
  @RolesAllowed(ADMIN)
  public PipelineView update(UUID id, String name, boolean byDefault, long expected) {
    Pipeline before = find(id, expected);
    if (byDefault && !before.isDefault()) {
      Database.answer(
          () -> {
            stages.noDefault();
            return null;
          });
    }
    return change(
        id,
        expected,
        "/name",
        pipeline -> {
          pipeline.rename(name);
          if (byDefault && !pipeline.isDefault()) {
            pipeline.becomeDefault();
          }
        });
  }

  /** Takes it out of use; its open deals have to be moved first. */
  @RolesAllowed(ADMIN)
  public PipelineView retire(UUID id, long expected) {
    long open = Database.answer(() -> stages.openDeals(id));
    if (open > 0) {
      throw new InvalidInputException("", "has open deals, move them first: " + open);
    }
    return change(id, expected, "", pipeline -> pipeline.retire(Instant.now()));
  }

  @RolesAllowed(ADMIN)
  public PipelineView addStage(UUID id, StageDetails details, long expected) {
    Pipeline pipeline = find(id, expected);
    Stage stage = Records.checked("/name", () -> pipeline.add(details));
    em.persist(stage);
    records.save("add-stage", PIPELINE, id);
    return PipelineView.of(pipeline);
  }

  @RolesAllowed(ADMIN)
  public PipelineView changeStage(UUID id, UUID stageId, StageDetails details, long expected) {
    return change(
        id, expected, "/name", pipeline -> pipeline.describe(pipeline.stage(stageId), details));
  }

  /**
   * @param stageIds all stages, each once; open ones first
   */
  @RolesAllowed(ADMIN)
  public PipelineView arrange(UUID id, List<UUID> stageIds, long expected) {
    return change(id, expected, "/stages", pipeline -> pipeline.arrange(stageIds));
  }

  /**
   * Takes a stage out of use and moves its deals.
   *
   * @param moveTo the key of a stage of the same kind
   */
  @RolesAllowed(ADMIN)
  public PipelineView retireStage(UUID id, UUID stageId, String moveTo, long expected) {
    return change(
        id,
        expected,
        "/moveTo",
        pipeline -> {
          Stage stage = pipeline.stage(stageId);
          Stage target = pipeline.stage(moveTo);
          if (target == stage || target.getKind() != stage.getKind()) {
            throw new IllegalArgumentException(
                "must name another stage that is " + stage.getKind() + ", for the deals");
          }
          Instant now = Instant.now();
          pipeline.retire(stage, now);
          String actor = context.getCallerPrincipal().getName();
          Database.answer(() -> stages.moveAll(stageId, target.getId(), actor, now));
        });
  }

  private PipelineView change(UUID id, long expected, String pointer, Consumer<Pipeline> change) {
    Pipeline pipeline = find(id, expected);
    Records.checked(
        pointer,
        () -> {
          change.accept(pipeline);
          return pipeline;
        });
    records.save("update", PIPELINE, id);
    return PipelineView.of(pipeline);
  }

  private Pipeline find(UUID id, long expected) {
    return records.find(Pipeline.class, PIPELINE, id, expected, Pipeline::getVersion);
  }
}
