package io.iotcrm.web.sales;

import io.iotcrm.domain.sales.ForecastCategory;
import io.iotcrm.domain.sales.LossReasonView;
import io.iotcrm.domain.sales.PipelineView;
import io.iotcrm.domain.sales.StageColour;
import io.iotcrm.domain.sales.StageDetails;
import io.iotcrm.domain.sales.StageKind;
import io.iotcrm.domain.sales.StageView;
import io.iotcrm.ejb.sales.LossReasonService;
import io.iotcrm.ejb.sales.PipelineService;
import io.iotcrm.web.platform.Changes;
import io.iotcrm.web.platform.Params;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Pipelines, the stages of the chosen one, and the reasons for which deals are lost. */
@Named
@RequestScoped
public class PipelinesPage {
  @EJB private PipelineService pipelines;
  @EJB private LossReasonService reasons;
  @Inject private Params params;
  @Inject private Changes changes;
  private PipelineView chosen;
  private String newPipeline;
  private String newReason;
  private String name;
  private boolean byDefault;
  private String stageId;
  private String stageName;
  private StageKind stageKind = StageKind.OPEN;
  private Integer probability = 50;
  private ForecastCategory category = ForecastCategory.PIPELINE;
  private String colour = StageColour.INFO.token();

  /** The stage that the address names is in the form; otherwise the form is for a new one. */
  @PostConstruct
  void readAddress() {
    PipelineView pipeline = getChosen();
    name = pipeline.name();
    byDefault = pipeline.isDefault();
    stageId = params.get("stage");
    pipeline.stages().stream()
        .filter(stage -> stage.id().toString().equals(stageId))
        .findFirst()
        .ifPresentOrElse(this::edit, () -> stageId = null);
  }

  private void edit(StageView stage) {
    stageName = stage.name();
    stageKind = stage.kind();
    probability = stage.probability();
    category = stage.category();
    colour = stage.colour();
  }

  public List<PipelineView> getPipelines() {
    return pipelines.list(false);
  }

  /** The one in the address, or the default. */
  public PipelineView getChosen() {
    if (chosen == null) {
      chosen =
          pipelines.list(true).stream()
              .filter(one -> one.id().toString().equals(params.get("id")))
              .findFirst()
              .orElseGet(() -> pipelines.byKey(null));
    }
    return chosen;
  }

  public void create() {
    if (changes.attempt(() -> pipelines.create(newPipeline), "pipeline.created")) {
      newPipeline = null;
    }
  }

  public void save() {
    attempt(() -> pipelines.update(id(), name, byDefault, getChosen().version()), "pipeline.saved");
  }

  public void retire() {
    attempt(() -> pipelines.retire(id(), getChosen().version()), "pipeline.retired");
  }

  public void saveStage() {
    boolean added = stageId == null;
    attempt(
        () -> {
          StageDetails details =
              new StageDetails(stageName, stageKind, probability, category, colour);
          return added
              ? pipelines.addStage(id(), details, getChosen().version())
              : pipelines.changeStage(
                  id(), UUID.fromString(stageId), details, getChosen().version());
        },
        added ? "stage.added" : "stage.saved");
  }

  /** Moves the stage of the row up or down. */
  public void shift() {
    UUID stage = params.rowId("stage");
    int step = "up".equals(params.value()) ? -1 : 1;
    List<UUID> order = new ArrayList<>(getChosen().stages().stream().map(StageView::id).toList());
    int place = order.indexOf(stage);
    if (place < 0 || place + step < 0 || place + step >= order.size()) {
      return;
    }
    Collections.swap(order, place, place + step);
    attempt(() -> pipelines.arrange(id(), order, getChosen().version()), "stage.arranged");
  }

  /** Retires the stage of the row; its deals go to the neighbour of the same kind. */
  public void retireStage() {
    UUID stage = params.rowId("stage");
    attempt(
        () -> pipelines.retireStage(id(), stage, params.value(), getChosen().version()),
        "stage.retired");
  }

  /** Where a retired stage's deals would go: the stage of its kind before it, or the next. */
  public StageView heir(StageView stage) {
    List<StageView> own =
        getChosen().stages().stream().filter(one -> one.kind() == stage.kind()).toList();
    int place = own.indexOf(stage);
    return own.size() < 2 ? null : own.get(place == 0 ? 1 : place - 1);
  }

  private UUID id() {
    return getChosen().id();
  }

  private void attempt(Supplier<PipelineView> change, String done) {
    if (!changes.attempt(() -> chosen = change.get(), done)) {
      chosen = pipelines.get(id());
    }
  }

  public List<LossReasonView> getReasons() {
    return reasons.list(true);
  }

  public void addReason() {
    if (changes.attempt(() -> reasons.create(newReason), "loss-reason.added")) {
      newReason = null;
    }
  }

  /** Takes the reason of the row out of use, or into it again. */
  public void useReason() {
    UUID reason = params.rowId("loss-reason");
    boolean retired = "retire".equals(params.value());
    changes.attempt(
        () -> {
          LossReasonView now = reasons.get(reason);
          reasons.update(reason, now.name(), retired, now.version());
        },
        "loss-reason.saved");
  }

  public StageKind[] getKinds() {
    return StageKind.values();
  }

  public ForecastCategory[] getCategories() {
    return ForecastCategory.values();
  }

  public List<String> getColours() {
    return Arrays.stream(StageColour.values()).map(StageColour::token).toList();
  }

  public String getNewPipeline() {
    return newPipeline;
  }

  public void setNewPipeline(String newPipeline) {
    this.newPipeline = newPipeline;
  }

  public String getNewReason() {
    return newReason;
  }

  public void setNewReason(String newReason) {
    this.newReason = newReason;
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public boolean isByDefault() {
    return byDefault;
  }

  public void setByDefault(boolean byDefault) {
    this.byDefault = byDefault;
  }

  public String getStageId() {
    return stageId;
  }

  public String getStageName() {
    return stageName;
  }

  public void setStageName(String stageName) {
    this.stageName = stageName;
  }

  public StageKind getStageKind() {
    return stageKind;
  }

  public void setStageKind(StageKind stageKind) {
    this.stageKind = stageKind;
  }

  public Integer getProbability() {
    return probability;
  }

  public void setProbability(Integer probability) {
    this.probability = probability;
  }

  public ForecastCategory getCategory() {
    return category;
  }

  public void setCategory(ForecastCategory category) {
    this.category = category;
  }

  public String getColour() {
    return colour;
  }

  public void setColour(String colour) {
    this.colour = colour;
  }
}
