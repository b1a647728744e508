package io.iotcrm.domain.sales;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A pipeline with its stages in their order. */
public record PipelineView(
    UUID id,
    String key,
    String name,
    boolean isDefault,
    boolean retired,
    List<StageView> stages,
    long version)
    implements Serializable {
  public PipelineView {
    stages = List.copyOf(stages);
  }

  public static PipelineView of(Pipeline pipeline) {
    return new PipelineView(
        pipeline.getId(),
        pipeline.getKey(),
        pipeline.getName(),
        pipeline.isDefault(),
        pipeline.isRetired(),
        pipeline.getStages().stream().map(StageView::of).toList(),
        pipeline.getVersion());
  }

  public Optional<StageView> stage(String stageKey) {
    return stages.stream().filter(stage -> stage.key().equals(stageKey)).findFirst();
  }
}
